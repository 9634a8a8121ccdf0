package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.translate.Summarizer;

/// The three sentences of a long Chinese text that say most, by TextRank (Mihalcea and Tarau 2004,
/// https://aclanthology.org/W04-3252/): a sentence matters that shares words with others that
/// matter. Rare words count more than common ones; the first and the last sentence have a bonus,
/// since there stands what a note is about and what came of it. HanLP is loaded at the first long
/// text. Thread-safe.
public final class ExtractiveSummary implements Summarizer {
  /// Han characters up to which a text is read whole.
  static final int SHORT = 280;

  private static final int SENTENCES = 3;
  private static final int SHORTEST = 8;

  /// More than any note has; hostile texts must not cost more.
  private static final int MOST = 150;

  private static final int ROUNDS = 20;
  private static final double DAMPING = 0.85;
  private static final double EDGE_BONUS = 0.5;
  private static final double TELLING = 4;

  /// Not at a semicolon, which stands between the points of one list.
  private static final Pattern END = Pattern.compile("(?<=[。！？!?])(?![。！？!?”』」])|\\R");

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private final WordEdges words = new WordEdges();

  /// Filled with nothing before the first text.
  public ExtractiveSummary() {}

  @Override
  public Optional<String> summary(String text, Locale language) {
    return language.getLanguage().equals("zh") ? of(text) : Optional.empty();
  }

  /// Up to three sentences, a line each, in their order; empty for texts that are short, or have
  /// too few sentences to choose from.
  public Optional<String> of(String text) {
    if (HAN.matcher(text).results().count() <= SHORT) {
      return Optional.empty();
    }
    var sentences =
        END.splitAsStream(text)
            .map(String::strip)
            .filter(sentence -> sentence.length() >= SHORTEST)
            .distinct()
            .limit(MOST)
            .toList();
    if (sentences.size() <= SENTENCES) {
      return Optional.empty();
    }
    var ranks = ranks(sentences.stream().map(this::telling).toList());
    ranks[0] *= 1 + EDGE_BONUS;
    ranks[ranks.length - 1] *= 1 + EDGE_BONUS;
    return Optional.of(
        IntStream.range(0, ranks.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> ranks[i]).reversed())
            .limit(SENTENCES)
            .sorted()
            .map(sentences::get)
            .collect(Collectors.joining("\n")));
  }

  /// The words of a sentence that tell something about it.
  private Set<String> telling(String sentence) {
    var telling = new HashSet<String>();
    for (var word : words.words(sentence)) {
      if (word.length() > 1 && HAN.matcher(word).find() && words.weight(word) >= TELLING) {
        telling.add(word);
      }
    }
    return telling;
  }

  private double[] ranks(List<Set<String>> sentences) {
    int count = sentences.size();
    var shared = new double[count][count];
    var out = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        double both = likeness(sentences.get(i), sentences.get(j));
        shared[i][j] = both;
        shared[j][i] = both;
        out[i] += both;
        out[j] += both;
      }
    }
    var ranks = new double[count];
    Arrays.fill(ranks, 1);
    for (int round = 0; round < ROUNDS; round++) {
      ranks = next(ranks, shared, out);
    }
    return ranks;
  }

  private static double[] next(double[] ranks, double[][] shared, double[] out) {
    var next = new double[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      double given = 0;
      for (int j = 0; j < ranks.length; j++) {
        if (out[j] > 0) {
          given += shared[j][i] / out[j] * ranks[j];
        }
      }
      next[i] = 1 - DAMPING + DAMPING * given;
    }
    return next;
  }

  /// Shared words by weight; long sentences have no advantage for their length.
  private double likeness(Set<String> one, Set<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    var both = new ArrayList<>(one);
    both.retainAll(other);
    double weight = both.stream().mapToDouble(words::weight).sum();
    return weight / (Math.log(1.0 + one.size()) + Math.log(1.0 + other.size()));
  }
}
