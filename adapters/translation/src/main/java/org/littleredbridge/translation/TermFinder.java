package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.translate.Footnote;

/// Finds the terms of a lexicon as whole words, the longest first: 种草 is not in 床上种草莓, nor "emo" in
/// "Democracy". Chinese words are only cut where a candidate touches other Chinese characters.
/// Thread-safe.
final class TermFinder {
  /// @param entry empty for an ordinary expression
  private record Spelling(String text, boolean anywhere, Optional<Lexicon.Entry> entry) {}

  private final Map<Character, List<Spelling>> byFirst = new HashMap<>();
  private final WordEdges wordEdges;
  private final UnaryOperator<String> simplify;

  TermFinder(Lexicon lexicon, WordEdges wordEdges) {
    this(lexicon.entries(), lexicon.ordinary(), wordEdges, Simplified::of);
  }

  /// @param simplify how texts and terms alike become simplified, each character in its place
  TermFinder(
      List<Lexicon.Entry> entries,
      List<String> ordinary,
      WordEdges wordEdges,
      UnaryOperator<String> simplify) {
    this.wordEdges = wordEdges;
    this.simplify = simplify;
    for (var entry : entries) {
      entry
          .spellings()
          .forEach(spelling -> add(spelling.text(), spelling.anywhere(), Optional.of(entry)));
    }
    ordinary.forEach(expression -> add(expression, true, Optional.empty()));
    var longestFirst = Comparator.comparingInt((Spelling s) -> s.text().length()).reversed();
    byFirst.values().forEach(spellings -> spellings.sort(longestFirst));
  }

  /// Every occurrence in order; none overlaps another.
  List<Hit> find(String text) {
    var search = new Search(text);
    var hits = new ArrayList<Hit>();
    int at = 0;
    while (at < text.length()) {
      var spelling = search.at(at);
      if (spelling.isEmpty()) {
        at++;
        continue;
      }
      int end = at + spelling.get().text().length();
      if (spelling.get().entry().isPresent()) {
        hits.add(hit(text, at, end, spelling.get().entry().get()));
      }
      at = end;
    }
    return hits;
  }

  private static Hit hit(String text, int start, int end, Lexicon.Entry entry) {
    var footnote = new Footnote(text.substring(start, end), entry.reading(), entry.meaning());
    return new Hit(start, end, entry, footnote);
  }

  private void add(String spelling, boolean anywhere, Optional<Lexicon.Entry> entry) {
    var text = lower(simplify.apply(spelling));
    byFirst
        .computeIfAbsent(text.charAt(0), _ -> new ArrayList<>())
        .add(new Spelling(text, anywhere, entry));
  }

  /// Letter by letter, so that places in the text stay the same.
  private static String lower(String text) {
    var lower = new StringBuilder(text.length());
    text.chars().forEach(c -> lower.append(Character.toLowerCase((char) c)));
    return lower.toString();
  }

  /// One text with its word edges, which are worked out when first needed.
  private final class Search {
    private final String text;
    private @Nullable BitSet edges;

    Search(String text) {
      this.text = lower(simplify.apply(text));
    }

    Optional<Spelling> at(int start) {
      for (var spelling : byFirst.getOrDefault(text.charAt(start), List.of())) {
        if (text.startsWith(spelling.text(), start)
            && (spelling.anywhere() || (edge(start) && edge(start + spelling.text().length())))) {
          return Optional.of(spelling);
        }
      }
      return Optional.empty();
    }

    private boolean edge(int at) {
      if (at == 0 || at == text.length()) {
        return true;
      }
      boolean wordBefore = Character.isLetterOrDigit(text.codePointBefore(at));
      boolean wordAfter = Character.isLetterOrDigit(text.codePointAt(at));
      if (!wordBefore || !wordAfter) {
        return true;
      }
      boolean hanBefore = Character.isIdeographic(text.codePointBefore(at));
      boolean hanAfter = Character.isIdeographic(text.codePointAt(at));
      return hanBefore && hanAfter ? edges().get(at) : hanBefore != hanAfter;
    }

    private BitSet edges() {
      var known = edges;
      if (known == null) {
        known = wordEdges.of(text);
        edges = known;
      }
      return known;
    }
  }
}
