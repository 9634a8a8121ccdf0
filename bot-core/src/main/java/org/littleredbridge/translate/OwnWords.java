package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.note.Simplified;

/// Finds terms in texts, also those of a text in traditional characters by their simplified form.
/// What is explained is shown as it stands in the text.
final class OwnWords {
  private OwnWords() {}

  /// The slang of a text.
  static List<Footnote> slang(Glossary glossary, String text, Locale reader) {
    var looked = lookedUp(text);
    return asWritten(text, looked, glossary.notes(looked, reader));
  }

  /// What a community explains of a text.
  static List<Footnote> of(Glossary glossary, String text, List<Footnote> words) {
    return words.isEmpty() ? List.of() : glossary.own(text, words);
  }

  /// The words that stand somewhere in the text, in order of their first place; a Latin one not
  /// within a longer word.
  static List<Footnote> standingIn(String text, List<Footnote> words) {
    record Place(int at, Footnote word) {}
    var low = text.toLowerCase(Locale.ROOT);
    var places = new ArrayList<Place>();
    for (var word : words) {
      var term = word.term().toLowerCase(Locale.ROOT);
      int at = low.indexOf(term);
      while (at >= 0 && (joins(low, at) || joins(low, at + term.length()))) {
        at = low.indexOf(term, at + 1);
      }
      if (at >= 0) {
        places.add(new Place(at, word));
      }
    }
    return places.stream().sorted(Comparator.comparingInt(Place::at)).map(Place::word).toList();
  }

  private static boolean joins(String text, int at) {
    return at > 0 && at < text.length() && ofAWord(text.charAt(at - 1)) && ofAWord(text.charAt(at));
  }

  /// Chinese words stand side by side.
  private static boolean ofAWord(char c) {
    return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
  }

  private static String lookedUp(String text) {
    return Simplified.isTraditional(text) ? Simplified.of(text) : text;
  }

  private static List<Footnote> asWritten(String text, String looked, List<Footnote> notes) {
    if (looked.equals(text)) {
      return notes;
    }
    return notes.stream()
        .map(note -> {
          int at = looked.indexOf(note.term());
          return at < 0
              ? note
              : new Footnote(
                  text.substring(at, at + note.term().length()), note.reading(), note.meaning());
        })
        .toList();
  }
}
