package org.littleredbridge.translation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.littleredbridge.translate.Footnote;

/// Explains what no table can list, such as sums and amounts. Thread-safe.
@FunctionalInterface
interface TextRule {
  /// Hits that do not overlap, in the order of the text.
  ///
  /// @param text with plain digits
  List<Hit> find(String text);

  /// A rule of one shape, whose every wording is explained.
  static TextRule of(String shape, Function<MatchResult, Optional<String>> meaning) {
    return of("", shape, meaning);
  }

  /// A rule of one shape.
  ///
  /// @param kind what makes two hits the same, so that a unit is explained once in a text
  /// @param meaning of a match; empty when it means nothing after all
  static TextRule of(String kind, String shape, Function<MatchResult, Optional<String>> meaning) {
    var pattern = Pattern.compile(shape);
    return text ->
        pattern
            .matcher(text)
            .results()
            .flatMap(match -> meaning.apply(match).map(said -> hit(match, kind, said)).stream())
            .toList();
  }

  private static Hit hit(MatchResult match, String kind, String meaning) {
    var term = match.group().strip();
    var entry = kind.isEmpty() ? term : kind;
    return new Hit(match.start(), match.end(), entry, new Footnote(term, "", meaning));
  }
}
