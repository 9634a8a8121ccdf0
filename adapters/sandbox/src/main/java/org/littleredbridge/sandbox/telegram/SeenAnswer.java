package org.littleredbridge.sandbox.telegram;

import java.util.Optional;

/// What a person who pressed a button got to see.
///
/// @param text a note at the top of the chat, or in a window when `alert`; may be missing
/// @param alert true = in a window that must be closed
/// @param url what opened
public record SeenAnswer(Optional<String> text, boolean alert, Optional<String> url) {}
