package org.littleredbridge.relay;

import java.util.regex.Pattern;

/// What may leave for RedNote as a comment. One account speaks for everybody in the chat, so what
/// is doubtful is refused before anything is sent.
///
/// @param maxLength in code points. No authoritative limit of the platform is known; 280 is what
///   one tool keeps to "for safety".
public record CommentGuard(int maxLength) {
  // The gateway calls a comment posted when its exact text shows on the page; line breaks, runs of
  // spaces and platform codes show differently there, and a posted comment would look lost.
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\s\\u200d]]");
  private static final Pattern SEEN = Pattern.compile("[^\\p{C}\\p{M}\\p{Z}]");

  /// What became of a text.
  public sealed interface Checked {
    record Fine(String text) implements Checked {}

    record TooLong(int length, int limit) implements Checked {}

    record Empty() implements Checked {}
  }

  /// The text as it will be posted: one line, single spaces, nothing invisible.
  public Checked check(String text) {
    var line = SPACES.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ").strip();
    if (!SEEN.matcher(line).find()) {
      return new Checked.Empty();
    }
    var length = line.codePointCount(0, line.length());
    return length > maxLength ? new Checked.TooLong(length, maxLength) : new Checked.Fine(line);
  }
}
