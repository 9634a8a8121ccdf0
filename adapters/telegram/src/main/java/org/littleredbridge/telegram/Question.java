package org.littleredbridge.telegram;

import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;

/// What a press asks, and where.
///
/// @param community whose members may ask it, wherever they read the answer
record Question(Action action, ChannelId channel, Community community) {}
