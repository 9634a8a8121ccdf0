package org.littleredbridge.chat;

/// One way to complete what a member types.
///
/// @param label for people
/// @param value what is then typed: a command's argument
public record Suggestion(String label, String value) {}
