package org.littleredbridge.follow;

/// What was decided about one note for one channel, kept so that `why` can tell.
public sealed interface Verdict {
  record Send() implements Verdict {}

  /// Held back by a rule of the channel, or because the note is gone.
  ///
  /// @param rule its [Rule#code()]; several lines where one of several rules would have been
  ///   enough; else a reason in words
  record Filtered(String rule) implements Verdict {}

  /// It was there before the channel followed.
  record Primed() implements Verdict {}

  /// Above a ceiling of the channel, or of one look.
  ///
  /// @param ceiling the [Rule#code()] of the channel's, [RuleSentence#LOOK] and a number for a
  ///   look's; else words
  record Capped(String ceiling) implements Verdict {}
}
