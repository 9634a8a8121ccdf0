/// Which node does what, when several work on one store.
@NullMarked
package org.littleredbridge.lease;

import org.jspecify.annotations.NullMarked;
