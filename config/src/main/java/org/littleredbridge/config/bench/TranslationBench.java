package org.littleredbridge.config.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.translate.Engine;

/// Measures engines on texts that people translated: how near they come, how fast, at what cost.
public final class TranslationBench {
  private static final double MILLION = 1e6;

  private static final List<String> HEAD =
      List.of(
          "engine",
          "segments",
          "translated",
          "BLEU-4",
          "chrF2",
          "segments/s",
          "characters",
          "tokens",
          "cost");

  /// What the columns are.
  private static final List<String> LEGEND =
      List.of(
          "BLEU-4: the whole set, no smoothing; words cut like 13a of the mteval scripts, Chinese"
              + " characters one by one; case matters; brevity by the nearest reference.",
          "chrF2: the whole set, characters 1 to 6, beta 2, whitespace dropped; the best reference"
              + " of a segment. A segment without a translation counts as empty in both.",
          "characters: code points sent. tokens: sent + answered, as the service counts them."
              + " Scores compare engines on one file; another file has its own.");

  /// What a million of something costs; empty where it is not charged for or not known.
  public record Price(
      Optional<Double> characters, Optional<Double> tokensIn, Optional<Double> tokensOut) {
    public static final Price UNKNOWN =
        new Price(Optional.empty(), Optional.empty(), Optional.empty());

    Optional<Double> of(EngineTrial.Spent spent) {
      if (equals(UNKNOWN)) {
        return Optional.empty();
      }
      double sum =
          characters.orElse(0.0) * spent.characters()
              + tokensIn.orElse(0.0) * spent.tokensIn()
              + tokensOut.orElse(0.0) * spent.tokensOut();
      return Optional.of(sum / MILLION);
    }
  }

  /// @param price what the operator pays for it
  public record Candidate(Engine engine, Price price) {}

  private final ParallelText text;
  private final Locale from;
  private final Locale to;

  /// @param reference tab-separated: source, reference, further references
  /// @throws IllegalArgumentException with a sentence when the file cannot be used
  public TranslationBench(Path reference, Locale from, Locale to) {
    try {
      this.text = ParallelText.read(reference);
    } catch (BenchException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    this.from = from;
    this.to = to;
  }

  /// A row an engine, then what went wrong, then what the columns mean. Blocks while the engines
  /// work, one after the other.
  public List<String> run(List<Candidate> candidates) {
    var cells = new ArrayList<List<String>>();
    var remarks = new ArrayList<String>();
    cells.add(HEAD);
    for (var candidate : candidates) {
      var outcome = new EngineTrial(candidate.engine(), from, to).run(text);
      cells.add(cells(outcome, candidate.price().of(outcome.spent())));
      remarks.addAll(outcome.remarks());
    }
    var lines = new ArrayList<>(aligned(cells));
    lines.addAll(remarks);
    lines.add("");
    lines.addAll(LEGEND);
    return lines;
  }

  private List<String> cells(EngineTrial.Outcome one, Optional<Double> cost) {
    boolean scored = one.translated() > 0;
    int count = text.segments().size();
    long tokens = one.spent().tokensIn() + one.spent().tokensOut();
    return List.of(
        one.engine(),
        Integer.toString(count),
        Integer.toString(one.translated()),
        scored ? written(one.bleu()) : "-",
        scored ? written(one.chrf()) : "-",
        one.seconds() > 0 ? written(count / one.seconds()) : "-",
        Long.toString(one.spent().characters()),
        tokens == 0 ? "-" : one.spent().tokensIn() + " + " + one.spent().tokensOut(),
        cost.map(sum -> String.format(Locale.ROOT, "%.4f", sum)).orElse("-"));
  }

  private static String written(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static List<String> aligned(List<List<String>> cells) {
    var widths =
        IntStream.range(0, HEAD.size())
            .map(i -> cells.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(line -> aligned(line, widths)).toList();
  }

  private static String aligned(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
