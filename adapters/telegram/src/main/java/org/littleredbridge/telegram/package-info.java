/// Telegram: room for the adapter that joins the road later.
@NullMarked
package org.littleredbridge.telegram;

import org.jspecify.annotations.NullMarked;
