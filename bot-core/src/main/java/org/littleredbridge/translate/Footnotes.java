package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Explanations from several sources as one list: slang first, no term and no meaning twice, and no
/// more than people read.
final class Footnotes {
  static final int MOST = 12;

  private Footnotes() {}

  @SafeVarargs
  static List<Footnote> merge(List<Footnote>... sources) {
    var merged = new ArrayList<Footnote>();
    var terms = new HashSet<String>();
    var meanings = new HashSet<String>();
    for (var source : sources) {
      for (var note : source) {
        // Two spellings of one term (宝子, 宝子们) have one meaning.
        if (merged.size() < MOST
            && terms.add(note.term().toLowerCase(Locale.ROOT))
            && meanings.add(note.meaning())) {
          merged.add(note);
        }
      }
    }
    return List.copyOf(merged);
  }
}
