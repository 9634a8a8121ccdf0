/// Discord: room for the adapter that joins the road later.
@NullMarked
package org.littleredbridge.discord;

import org.jspecify.annotations.NullMarked;
