package org.littleredbridge.command;

import java.util.regex.Pattern;

/// Names that people chose, as they may stand within a sentence: one line, nothing that turns the
/// line around, no longer than people read.
final class OneLine {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\s\\u200d]]");
  private static final Pattern SPACES = Pattern.compile("(?U)\\s+");

  private OneLine() {}

  /// @param longest in characters as Java counts, which is never less than services count
  static String of(String text, int longest) {
    // The rest of an endless text is not looked at.
    var begin = text.substring(0, Math.min(text.length(), longest * 4));
    var line = SPACES.matcher(UNSEEN.matcher(begin).replaceAll("")).replaceAll(" ").strip();
    if (line.length() <= longest) {
      return line;
    }
    var end = longest - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
