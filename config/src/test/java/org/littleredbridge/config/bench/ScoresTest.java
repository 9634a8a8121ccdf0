package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scores worked out by hand.
final class ScoresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the cat sat on the mat | the cat sat on the mat",
        "Hello, world! It costs 39.9 yuan. | Hello, world! It costs 39.9 yuan.",
        "你好世界 | 你好世界",
        "yes | yes",
      })
  void givenTheReferenceItself_whenScored_thenItIsAHundred(String said, String wanted) {
    assertThat(bleu(said, wanted)).isCloseTo(100, within(1e-9));
    assertThat(chrf(said, wanted)).isCloseTo(100, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"abc abc abc abc | xyz xyz xyz xyz", "'' | one two three"})
  void givenNothingInCommon_whenScored_thenItIsZero(String said, String wanted) {
    assertThat(bleu(said, wanted)).isZero();
    assertThat(chrf(said, wanted)).isZero();
  }

  /// 6 words of 7; grams hit: 5 of 6, 3 of 5, 2 of 4, 1 of 3.
  @Test
  void givenASmallExample_whenScored_thenBleuIsAsWorkedOutByHand() {
    assertThat(bleu("the cat sat on the rug", "the big cat sat on the mat"))
        .isCloseTo(
            100 * Math.exp(1 - 7 / 6.0) * Math.pow(5 / 6.0 * 3 / 5.0 * 2 / 4.0 * 1 / 3.0, 1 / 4.0),
            within(1e-9));
  }

  @Test
  void givenARepeatedWord_whenScored_thenItCountsAsOftenAsInTheReference() {
    // 2 of 7 words, no pair: 0; with one word of each length only the share counts.
    assertThat(bleu("the the the the the the the", "the cat is on the mat")).isZero();
  }

  /// "ab" against "abc": 1-grams 2 of 2 and 2 of 3, 2-grams 1 of 1 and 1 of 2.
  @Test
  void givenASmallExample_whenScored_thenChrfIsAsWorkedOutByHand() {
    double precision = (2 / 2.0 + 1 / 1.0) / 2;
    double recall = (2 / 3.0 + 1 / 2.0) / 2;
    assertThat(chrf("ab", "abc"))
        .isCloseTo(100 * 5 * precision * recall / (4 * precision + recall), within(1e-9));
    assertThat(chrf("a b", "ab c")).isEqualTo(chrf("ab", "abc"));
  }

  @Test
  void givenSeveralReferences_whenScored_thenTheBestCounts() {
    var bleu = new Bleu();
    bleu.add("the cat sat on the mat", List.of("a dog stood there then", "the cat sat on the mat"));
    assertThat(bleu.score()).isCloseTo(100, within(1e-9));
    var chrf = new Chrf();
    chrf.add("cat", List.of("dog", "cat"));
    assertThat(chrf.score()).isCloseTo(100, within(1e-9));
  }

  @Test
  void givenAWholeSet_whenScored_thenCountsAreAddedAndNotScores() {
    var bleu = new Bleu();
    bleu.add("a b c d", List.of("a b c d"));
    bleu.add("e f g h", List.of("i j k l"));
    assertThat(bleu.score()).isCloseTo(50, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello, world! | Hello , world !",
        "It costs 39.9, or 1,000. | It costs 39.9 , or 1,000 .",
        "a 5-day trip | a 5 - day trip",
        "well-known don't | well-known don't",
        "&quot;yes&quot; | \" yes \"",
        "我爱 citywalk！ | 我 爱 citywalk ！",
      })
  void givenAText_whenCut_thenPunctuationStandsApart(String text, String words) {
    assertThat(WordCut.of(text)).containsExactly(words.split(" "));
  }

  private static double bleu(String said, String wanted) {
    var bleu = new Bleu();
    bleu.add(said, List.of(wanted));
    return bleu.score();
  }

  private static double chrf(String said, String wanted) {
    var chrf = new Chrf();
    chrf.add(said, List.of(wanted));
    return chrf.score();
  }
}
