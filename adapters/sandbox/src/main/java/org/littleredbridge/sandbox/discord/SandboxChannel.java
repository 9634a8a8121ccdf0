package org.littleredbridge.sandbox.discord;

/// A channel, thread, forum or direct conversation.
///
/// @param id snowflake
/// @param guild id of its server; "" for a direct conversation
/// @param name as people see it
public record SandboxChannel(String id, String guild, String name) {}
