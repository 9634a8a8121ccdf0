package org.littleredbridge.config.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// chrF2 of a whole set (Popović 2015, https://aclanthology.org/W15-3049/): precision and recall of
/// character 1- to 6-grams, whitespace dropped, each averaged over the lengths that occur; then
/// `5·P·R / (4·P + R)`, where recall counts twice as much. Of several references the one that fits
/// a segment best counts.
final class Chrf {
  private static final int LONGEST = 6;
  private static final double BETA_SQUARED = 4;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// Counts for each length of grams: those of the translation, of the reference, and in both.
  private record Counts(long[] said, long[] wanted, long[] both) {
    static Counts none() {
      return new Counts(new long[LONGEST], new long[LONGEST], new long[LONGEST]);
    }

    static Counts of(int[] said, int[] wanted) {
      var counts = none();
      for (int n = 1; n <= LONGEST; n++) {
        var mine = grams(said, n);
        var theirs = grams(wanted, n);
        for (var gram : mine.entrySet()) {
          counts.both[n - 1] += Math.min(gram.getValue(), theirs.getOrDefault(gram.getKey(), 0));
        }
        counts.said[n - 1] = Math.max(0, said.length - n + 1);
        counts.wanted[n - 1] = Math.max(0, wanted.length - n + 1);
      }
      return counts;
    }

    void add(Counts other) {
      for (int n = 0; n < LONGEST; n++) {
        said[n] += other.said[n];
        wanted[n] += other.wanted[n];
        both[n] += other.both[n];
      }
    }

    double score() {
      double precision = 0;
      double recall = 0;
      int lengths = 0;
      for (int n = 0; n < LONGEST; n++) {
        if (said[n] > 0 && wanted[n] > 0) {
          precision += both[n] / (double) said[n];
          recall += both[n] / (double) wanted[n];
          lengths++;
        }
      }
      if (precision + recall == 0) {
        return 0;
      }
      precision /= lengths;
      recall /= lengths;
      return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
    }
  }

  private final Counts sum = Counts.none();

  void add(String translation, List<String> references) {
    var said = characters(translation);
    var best = Counts.of(said, characters(references.getFirst()));
    for (var reference : references.subList(1, references.size())) {
      var other = Counts.of(said, characters(reference));
      if (other.score() > best.score()) {
        best = other;
      }
    }
    sum.add(best);
  }

  /// 0 to 100.
  double score() {
    return sum.score();
  }

  private static int[] characters(String text) {
    return SPACE.matcher(text).replaceAll("").codePoints().toArray();
  }

  private static Map<String, Integer> grams(int[] characters, int n) {
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i + n <= characters.length; i++) {
      counts.merge(new String(characters, i, n), 1, Integer::sum);
    }
    return counts;
  }
}
