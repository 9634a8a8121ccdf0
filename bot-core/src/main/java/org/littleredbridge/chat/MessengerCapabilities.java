package org.littleredbridge.chat;

import java.util.Set;
import java.util.function.ToIntFunction;

/// What a channel can hold, counted the way its service counts.
///
/// @param cardText how much the texts of a card may measure together: title, body, tags with `#`,
///   names, label and asides, but not the original, which is shown on demand
/// @param caption as `cardText`, for a card that carries files itself
/// @param text how much a plain message may measure
/// @param attachments how many files one message may carry
/// @param withCard how many files a card may carry itself; what has more comes as [Part.Pictures]
///   before it
/// @param attachmentBytes the largest file in bytes
/// @param pictures content types of the pictures that it shows; `image/jpeg` is always one
/// @param linksCount whether the address behind a word counts as text too
/// @param measure how long the service thinks a text is
public record MessengerCapabilities(
    int cardText,
    int caption,
    int text,
    int attachments,
    int withCard,
    long attachmentBytes,
    Set<String> pictures,
    boolean linksCount,
    ToIntFunction<String> measure) {
  /// What every service shows.
  private static final Set<String> COMMON =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  public MessengerCapabilities {
    pictures = Set.copyOf(pictures);
    if (!pictures.contains("image/jpeg")) {
      throw new IllegalArgumentException("a service that shows no JPEG shows no picture");
    }
  }

  /// Of a service that shows the common kinds of pictures.
  public MessengerCapabilities(
      int cardText,
      int caption,
      int text,
      int attachments,
      int withCard,
      long attachmentBytes,
      boolean linksCount,
      ToIntFunction<String> measure) {
    this(
        cardText,
        caption,
        text,
        attachments,
        withCard,
        attachmentBytes,
        COMMON,
        linksCount,
        measure);
  }

  /// Of a service that counts what people see.
  public MessengerCapabilities(
      int cardText,
      int caption,
      int text,
      int attachments,
      int withCard,
      long attachmentBytes,
      ToIntFunction<String> measure) {
    this(cardText, caption, text, attachments, withCard, attachmentBytes, false, measure);
  }

  /// Of a service whose cards carry all that a message may.
  public MessengerCapabilities(
      int cardText,
      int text,
      int attachments,
      long attachmentBytes,
      ToIntFunction<String> measure) {
    this(cardText, cardText, text, attachments, attachments, attachmentBytes, measure);
  }

  public int measure(String words) {
    return measure.applyAsInt(words);
  }
}
