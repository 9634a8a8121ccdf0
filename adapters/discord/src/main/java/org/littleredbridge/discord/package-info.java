/// Discord: speaks over its REST interface and listens on its gateway.
@NullMarked
package org.littleredbridge.discord;

import org.jspecify.annotations.NullMarked;
