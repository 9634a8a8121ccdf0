package org.littleredbridge.translation;

import java.util.Collection;
import org.littleredbridge.translate.Footnote;

/// A term found in a text.
///
/// @param entry what makes two hits the same term, however it is spelled
/// @param end behind its last character
record Hit(int start, int end, Object entry, Footnote footnote) {
  /// The same, named as the text has it.
  Hit as(String text) {
    var term = text.substring(start, end).strip();
    return new Hit(start, end, entry, new Footnote(term, footnote.reading(), footnote.meaning()));
  }

  boolean overlapsAny(Collection<Hit> others) {
    return others.stream().anyMatch(other -> start < other.end() && other.start() < end);
  }
}
