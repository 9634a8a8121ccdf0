package org.littleredbridge.config.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// BLEU-4 of a whole set (Papineni and others 2002, https://aclanthology.org/P02-1040/): the
/// geometric mean of the shares of 1- to 4-grams that a reference holds too, times `exp(1 - r/c)`
/// when the translations (c words) are shorter than the nearest references (r words). A gram counts
/// no more often than in the reference that has it most. Not smoothed: a length of grams without
/// any hit makes it 0; a length that no translation has is left out.
final class Bleu {
  private static final int LONGEST = 4;

  private final long[] hits = new long[LONGEST];
  private final long[] grams = new long[LONGEST];
  private long words;
  private long referenceWords;

  void add(String translation, List<String> references) {
    var said = WordCut.of(translation);
    var wanted = references.stream().map(WordCut::of).toList();
    words += said.size();
    referenceWords += nearest(said.size(), wanted);
    for (int n = 1; n <= LONGEST; n++) {
      var most = new HashMap<List<String>, Integer>();
      for (var reference : wanted) {
        grams(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
      }
      var counts = grams(said, n);
      for (var gram : counts.entrySet()) {
        hits[n - 1] += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
        grams[n - 1] += gram.getValue();
      }
    }
  }

  /// 0 to 100.
  double score() {
    double logs = 0;
    int lengths = 0;
    for (int n = 0; n < LONGEST; n++) {
      if (grams[n] > 0) {
        logs += Math.log(hits[n] / (double) grams[n]);
        lengths++;
      }
    }
    if (lengths == 0) {
      return 0;
    }
    double brevity = words < referenceWords ? Math.exp(1 - referenceWords / (double) words) : 1;
    return 100 * brevity * Math.exp(logs / lengths);
  }

  /// Of two as near the shorter one.
  private static int nearest(int length, List<List<String>> references) {
    int nearest = references.getFirst().size();
    for (var reference : references) {
      int off = Math.abs(reference.size() - length);
      int least = Math.abs(nearest - length);
      if (off < least || off == least && reference.size() < nearest) {
        nearest = reference.size();
      }
    }
    return nearest;
  }

  private static Map<List<String>, Integer> grams(List<String> words, int n) {
    var counts = new HashMap<List<String>, Integer>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }
}
