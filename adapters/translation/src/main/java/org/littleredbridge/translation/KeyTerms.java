package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.translate.Footnote;

/// The words of a text that a reader needs most: those that come often and are rare elsewhere.
/// Known words come from our table, others from the operator's dictionary if there is one. Never
/// single characters, which may be parts of unknown words. Thread-safe.
final class KeyTerms {
  /// Below it are words such as 我们 and 可以, which tell nothing about a text.
  private static final double TELLING = 6;

  /// Our own senses are chosen for such notes; the dictionary's are whatever stands first.
  private static final double DICTIONARY = 0.6;

  private static final Pattern WORD = Pattern.compile("\\p{IsHan}{2,8}");

  private final TermFinder finder;
  private final WordEdges edges;
  private final Optional<Cedict> dictionary;

  KeyTerms(Lexicon lexicon, WordEdges edges, Optional<Cedict> dictionary) {
    this.finder = new TermFinder(lexicon, edges);
    this.edges = edges;
    this.dictionary = dictionary;
  }

  /// The most important first, then by place.
  ///
  /// @param explained what needs no more words
  List<Footnote> of(String text, Collection<Hit> explained, int most) {
    var known = new ArrayList<Hit>();
    for (var hit : finder.find(text)) {
      // 穿搭 in 多巴胺穿搭 is explained already.
      if (!hit.overlapsAny(explained)) {
        known.add(hit);
      }
    }
    var weights = new LinkedHashMap<Object, Weighed>();
    known.forEach(hit -> weigh(weights, hit, 1));
    others(text, explained, known).forEach(hit -> weigh(weights, hit, DICTIONARY));
    return mostImportant(weights, most);
  }

  private void weigh(Map<Object, Weighed> weights, Hit hit, double trust) {
    double weight = edges.weight(Simplified.of(hit.footnote().term())) * trust;
    weights.merge(
        hit.entry(),
        new Weighed(hit.footnote(), hit.start(), weight),
        (first, again) ->
            new Weighed(first.note(), first.start(), first.weight() + again.weight()));
  }

  private List<Hit> others(String text, Collection<Hit> explained, List<Hit> known) {
    if (dictionary.isEmpty()) {
      return List.of();
    }
    var others = new ArrayList<Hit>();
    int at = 0;
    for (var word : edges.words(Simplified.of(text))) {
      int end = at + word.length();
      var hit = new Hit(at, end, word, new Footnote(word, "", ""));
      if (WORD.matcher(word).matches()
          && edges.weight(word) >= TELLING
          && !hit.overlapsAny(explained)
          && !hit.overlapsAny(known)) {
        dictionary
            .get()
            .find(word)
            .ifPresent(note -> others.add(new Hit(hit.start(), end, word, note).as(text)));
      }
      at = end;
    }
    return others;
  }

  private static List<Footnote> mostImportant(Map<Object, Weighed> weights, int most) {
    return weights.values().stream()
        .sorted(
            Comparator.comparingDouble(Weighed::weight).reversed().thenComparingInt(Weighed::start))
        .limit(most)
        .map(Weighed::note)
        .toList();
  }

  private record Weighed(Footnote note, int start, double weight) {}
}
