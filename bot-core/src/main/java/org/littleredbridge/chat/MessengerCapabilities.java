package org.littleredbridge.chat;

import java.util.function.ToIntFunction;

/// What a channel can hold, counted the way its service counts.
///
/// @param cardText how much the texts of a card may measure together: title, body, tags with `#`,
///   names, label and asides, but not the original, which is shown on demand
/// @param text how much a plain message may measure
/// @param attachments how many files a card may carry
/// @param attachmentBytes the largest file in bytes
/// @param measure how long the service thinks a text is
public record MessengerCapabilities(
    int cardText, int text, int attachments, long attachmentBytes, ToIntFunction<String> measure) {
  public int measure(String words) {
    return measure.applyAsInt(words);
  }
}
