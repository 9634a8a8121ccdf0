package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JudgedTest {
  @Test
  void givenEachOnceAndInOrder_whenJudged_thenNothingIsWrong() {
    assertThat(judged(1, 2, 3, 4)).isEqualTo(Judged.NOTHING);
  }

  @Test
  void givenNothingAtAll_whenJudged_thenAllIsLost() {
    assertThat(judged()).isEqualTo(new Judged(4, 0, 0, 0));
  }

  @Test
  void givenTheOneInFlightTwice_whenJudged_thenItIsARepeatAndInOrder() {
    assertThat(judged(1, 2, 2, 3, 4)).isEqualTo(new Judged(0, 1, 0, 0));
  }

  @Test
  void givenAnOlderOneAgain_whenJudged_thenItIsARepeatAndOutOfOrder() {
    assertThat(judged(1, 2, 3, 1, 4)).isEqualTo(new Judged(0, 1, 1, 0));
  }

  @Test
  void givenTwoThatChangedPlaces_whenJudged_thenOneIsOutOfOrderAndNoneLost() {
    assertThat(judged(1, 3, 2, 4)).isEqualTo(new Judged(0, 0, 1, 0));
  }

  @Test
  void givenAGap_whenJudged_thenItIsLostEvenWhenRepeatsFillTheCount() {
    assertThat(judged(1, 1, 1, 4)).isEqualTo(new Judged(2, 2, 0, 0));
  }

  @Test
  void givenTheWholeTwice_whenJudged_thenRepeatsAndOrderTellIt() {
    assertThat(judged(1, 2, 3, 4, 1, 2, 3, 4)).isEqualTo(new Judged(0, 4, 3, 0));
  }

  @Test
  void givenWhatWasNeverMeantForIt_whenJudged_thenItIsStrangeAndFillsNoGap() {
    var got =
        List.of(
            "",
            "n000001",
            "n000005",
            "n000000",
            "n999999",
            "n00001",
            "N000002",
            "n00000２",
            "n-00002",
            "n000002\n",
            "x n000002",
            "\u202en000002");
    assertThat(Judged.of(got, 1, 4)).isEqualTo(new Judged(3, 0, 0, 11));
  }

  @Test
  void givenTheUpperEndOfAllNumbers_whenJudged_thenNothingOverflows() {
    assertThat(Judged.of(List.of("n999999"), Integer.MAX_VALUE, 1).strange()).isEqualTo(1);
    assertThat(Judged.of(List.of("n000001"), 1, Integer.MAX_VALUE).lost())
        .isEqualTo(Integer.MAX_VALUE - 1);
  }

  @Test
  void givenChatsTogether_whenJudged_thenLossesAddUpAndTheWorstRepeatCounts() {
    var all = List.of(judged(1, 2, 3), judged(1, 2, 2, 3, 4), judged(1, 1, 2, 2, 3));
    assertThat(Judged.all(all)).isEqualTo(new Judged(2, 2, 0, 0));
    assertThat(Judged.all(List.of())).isEqualTo(Judged.NOTHING);
  }

  @Test
  void givenShuffledLogs_whenJudged_thenTheFiguresAreThoseOfASlowCount() {
    var chance = new Random(20_261_121);
    for (int round = 0; round < 500; round++) {
      var numbers = new ArrayList<Integer>();
      IntStream.range(0, chance.nextInt(30)).forEach(_ -> numbers.add(1 + chance.nextInt(12)));
      Collections.shuffle(numbers, chance);
      var judged = Judged.of(numbers.stream().map(Judged::mark).toList(), 1, 10);
      var meant = numbers.stream().filter(n -> n <= 10).toList();
      assertThat(judged.lost()).isEqualTo(10 - (int) meant.stream().distinct().count());
      assertThat(judged.repeated())
          .isEqualTo(meant.size() - (int) meant.stream().distinct().count());
      assertThat(judged.strange()).isEqualTo(numbers.size() - meant.size());
      assertThat(judged.disordered())
          .isEqualTo(
              (int)
                  IntStream.range(0, meant.size())
                      .filter(i ->
                          meant.subList(0, i).stream().anyMatch(before -> before > meant.get(i)))
                      .count());
    }
  }

  @Test
  void givenAMessageWithAMark_whenLookedFor_thenOnlyAWholeOneIsFound() {
    var found = Judged.MARK.matcher("<b>" + Judged.mark(7) + " 今天</b>").results().toList();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().group()).isEqualTo("n000007");
    assertThat(Stream.of("n0000071", "an000007", "n00007", "n 000007"))
        .noneMatch(text -> Judged.MARK.matcher(text).find());
  }

  private static Judged judged(int... numbers) {
    return Judged.of(IntStream.of(numbers).mapToObj(Judged::mark).toList(), 1, 4);
  }
}
