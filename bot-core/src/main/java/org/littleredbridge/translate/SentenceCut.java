package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;

/// Cuts a text that is too long for an engine in two.
final class SentenceCut {
  private static final String ENDS = "。！？!?\n";

  private SentenceCut() {}

  /// At the end of a sentence or line nearest to the middle.
  ///
  /// @return two pieces that make up the text, or none where it is one sentence
  static List<String> inTwo(String text) {
    int middle = text.length() / 2;
    int best = -1;
    for (int i = 0; i < text.length() - 1; i++) {
      boolean ends = ENDS.indexOf(text.charAt(i)) >= 0 || englishEnd(text, i);
      if (ends && (best < 0 || Math.abs(i + 1 - middle) < Math.abs(best - middle))) {
        best = i + 1;
      }
    }
    if (best <= 0 || text.substring(0, best).isBlank() || text.substring(best).isBlank()) {
      return List.of();
    }
    return List.of(text.substring(0, best).strip(), text.substring(best).strip());
  }

  private static boolean englishEnd(String text, int i) {
    return text.charAt(i) == '.' && Character.isWhitespace(text.charAt(i + 1));
  }

  static String joined(List<String> pieces, Locale language) {
    return String.join(Language.chinese(language) ? "" : " ", pieces);
  }
}
