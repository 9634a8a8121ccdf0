/// Engines that translate or help with words.
@NullMarked
package org.littleredbridge.translation;

import org.jspecify.annotations.NullMarked;
