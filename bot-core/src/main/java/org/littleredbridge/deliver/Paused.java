package org.littleredbridge.deliver;

import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;

/// A channel is closed to us and is left alone from now on.
///
/// @param detail more for people, such as the names of missing permissions; may be empty
public record Paused(ChannelId channel, Cause cause, String detail) {}
