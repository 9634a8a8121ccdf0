/// What the messengers have: channels, members, messages, and the port through which they speak and
/// listen.
@NullMarked
package org.littleredbridge.chat;

import org.jspecify.annotations.NullMarked;
