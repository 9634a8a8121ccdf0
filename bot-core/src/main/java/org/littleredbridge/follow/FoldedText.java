package org.littleredbridge.follow;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.littleredbridge.note.Simplified;

/// Texts as they are compared: wide and narrow forms, capital and small letters, and the common
/// traditional characters with their simplified ones are the same, and what nobody sees is gone.
final class FoldedText {
  // Also what makes an emoji of a sign, or one emoji of several: some keyboards leave it out.
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\ufe00-\\ufe0f&&[^\\s]]");
  private static final Pattern SPACES = Pattern.compile("(?U)\\s+");
  private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\s\\u200d]]");

  private FoldedText() {}

  static String of(String text) {
    var seen = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    // Up and down again, since some letters have no small form of their own: ß and ss are one.
    var small = seen.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Simplified.of(SPACES.matcher(small).replaceAll(" ").strip());
  }

  /// What a person typed, as it is kept and shown: one line without hidden signs.
  static String typed(String text) {
    return SPACES.matcher(HIDDEN.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }
}
