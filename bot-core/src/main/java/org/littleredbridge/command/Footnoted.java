package org.littleredbridge.command;

import java.util.List;
import java.util.stream.Collectors;
import org.littleredbridge.translate.Footnote;

/// Explained words as lines.
final class Footnoted {
  private Footnoted() {}

  static String lines(List<Footnote> words) {
    return words.stream().map(Footnoted::line).collect(Collectors.joining("\n"));
  }

  static String line(Footnote word) {
    var reading = word.reading().isBlank() ? "" : " (" + word.reading() + ")";
    return "• " + word.term() + reading + " — " + word.meaning();
  }
}
