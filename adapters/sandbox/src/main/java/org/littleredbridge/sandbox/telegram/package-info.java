/// A stand-in for Telegram's Bot API, on loopback.
@NullMarked
package org.littleredbridge.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
