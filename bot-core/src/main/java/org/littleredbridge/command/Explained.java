package org.littleredbridge.command;

import java.util.Locale;
import org.littleredbridge.translate.Explainer;
import org.littleredbridge.wording.Wording;

/// An explanation as it is read.
final class Explained {
  private Explained() {}

  static String text(Explainer.Explanation explanation, Wording wording, Locale reader) {
    if (explanation.isEmpty()) {
      return wording.say(reader, "press.nothing-to-explain");
    }
    var words = Footnoted.lines(explanation.words());
    if (explanation.sentences().isEmpty()) {
      return wording.say(reader, "press.explained") + "\n" + words;
    }
    return explanation.sentences()
        + (words.isEmpty() ? "" : "\n\n" + words)
        + "\n\n— "
        + wording.say(reader, "explain.by", explanation.engine());
  }
}
