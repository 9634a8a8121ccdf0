/// How sources and channels are doing, and the guard between the bridge and an account that must
/// not be lost.
@NullMarked
package org.littleredbridge.health;

import org.jspecify.annotations.NullMarked;
