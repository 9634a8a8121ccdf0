package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.translate.Footnote;

/// The slang notes measured on sentences of our own: is the term noted, and once only?
class SlangSentencesTest {
  private static final SlangLexicon SLANG = new SlangLexicon();

  private record Sentence(String text, List<String> terms) {
    static Sentence of(String line) {
      var cells = line.split("\t");
      return new Sentence(cells[0], List.of(cells[1].split("\\|")));
    }
  }

  @Test
  void givenOurSentences_whenNoted_thenTheTermsAreFoundAndNothingElse() {
    var sentences = lines("slang-sentences.tsv").map(Sentence::of).toList();
    assertThat(sentences).hasSizeGreaterThanOrEqualTo(120);
    int expected = 0;
    int found = 0;
    var missed = new ArrayList<String>();
    var needless = new ArrayList<String>();
    for (var sentence : sentences) {
      var terms = terms(sentence.text());
      assertThat(terms).as(sentence.text()).doesNotHaveDuplicates();
      expected += sentence.terms().size();
      for (var term : sentence.terms()) {
        if (terms.contains(term)) {
          found++;
        } else {
          missed.add(term + " in " + sentence.text());
        }
      }
      terms.stream().filter(term -> !sentence.terms().contains(term)).forEach(needless::add);
    }
    System.out.printf("slang: %d of %d terms found%n", found, expected);
    assertThat(found / (double) expected).as("missed: " + missed).isGreaterThanOrEqualTo(0.95);
    assertThat(needless).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("traps")
  void givenATrap_whenNoted_thenNothingIsExplained(String text) {
    assertThat(SLANG.notes(text, Locale.ENGLISH)).isEmpty();
  }

  @Test
  void givenTheTraps_whenCounted_thenTheyAreMany() {
    assertThat(traps()).hasSizeGreaterThanOrEqualTo(40);
  }

  /// What is explained is named as written, so that numbers and prices stay what they are.
  @Test
  void givenOurSentences_whenNoted_thenEachTermStandsInTheTextAsItIs() {
    lines("slang-sentences.tsv")
        .map(Sentence::of)
        .forEach(
            sentence -> assertThat(terms(sentence.text())).allMatch(sentence.text()::contains));
  }

  private static List<String> terms(String text) {
    return SLANG.notes(text, Locale.ENGLISH).stream().map(Footnote::term).toList();
  }

  private static Stream<String> traps() {
    return lines("slang-traps.txt");
  }

  private static Stream<String> lines(String resource) {
    try (InputStream lines =
        Objects.requireNonNull(SlangSentencesTest.class.getResourceAsStream(resource))) {
      var text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
