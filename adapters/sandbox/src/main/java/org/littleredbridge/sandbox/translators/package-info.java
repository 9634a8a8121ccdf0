/// Stand-ins for translation services, on loopback.
@NullMarked
package org.littleredbridge.sandbox.translators;

import org.jspecify.annotations.NullMarked;
