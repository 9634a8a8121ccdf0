package org.littleredbridge.follow;

/// What was decided about one note for one channel, kept so that `why` can tell.
public sealed interface Verdict {
  record Send() implements Verdict {}

  /// Held back by a rule of the channel.
  record Filtered(String rule) implements Verdict {}

  /// It was there before the channel followed.
  record Primed() implements Verdict {}

  /// Above a ceiling of the channel.
  record Capped(String ceiling) implements Verdict {}
}
