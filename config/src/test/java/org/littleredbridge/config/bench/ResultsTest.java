package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ResultsTest {
  private static final Row FAST =
      new Row(
          "P1", "burst", List.of(5_000.0, 3_900.0, 4_100.5), "deliveries/s", Goal.atLeast(4_000));
  private static final Row LOST = Row.of("P6-lost", "lost", 2, "messages", Goal.atMost(0));
  private static final Row FAILED = Row.of("P5-p50", "time", Double.NaN, "ms", Goal.atMost(10));

  @Test
  void givenRows_whenWrittenAsJson_thenEachIsAnObjectWithTheFixedKeys() throws IOException {
    var json = read(new Results(List.of(FAST, LOST), List.of()));
    assertThat(json).hasSize(2);
    assertThat(json.path(0).fieldNames())
        .toIterable()
        .containsExactly("id", "name", "value", "unit", "goal", "met");
    assertThat(json.path(0).path("id").asText()).isEqualTo("P1");
    assertThat(json.path(0).path("value").asDouble()).isEqualTo(4_100.5);
    assertThat(json.path(0).path("met").asBoolean()).isTrue();
    assertThat(json.path(1).path("goal").asText()).isEqualTo("≤ 0");
    assertThat(json.path(1).path("met").isBoolean()).isTrue();
    assertThat(json.path(1).path("met").asBoolean()).isFalse();
  }

  @Test
  void givenAFigureThatCouldNotBeHad_whenWritten_thenItIsNullAndNotMet() throws IOException {
    var json = read(new Results(List.of(FAILED), List.of())).path(0);
    assertThat(json.path("value").isNull()).isTrue();
    assertThat(json.path("met").asBoolean()).isFalse();
    assertThat(new Results(List.of(FAILED), List.of()).table().getLast())
        .contains("– ms")
        .contains("NO");
  }

  @Test
  void givenNoRows_whenWritten_thenBothAreEmptyAndWhole() throws IOException {
    assertThat(read(new Results(List.of(), List.of()))).isEmpty();
    assertThat(new Results(List.of(), List.of()).table()).hasSize(1);
  }

  @Test
  void givenRows_whenShown_thenTheColumnsStandBelowEachOther() {
    var table = new Results(List.of(FAST, LOST), List.of()).table();
    assertThat(table).hasSize(3);
    var column = table.getFirst().indexOf("goal");
    assertThat(table.get(1).substring(column)).startsWith("≥ 4,000");
    assertThat(table.get(2).substring(column)).startsWith("≤ 0");
    assertThat(table.get(1)).contains("yes").endsWith("5,000 3,900 4,100");
    assertThat(table.get(2)).endsWith("NO");
  }

  @Test
  void givenAMachineOfAnotherTongue_whenShown_thenNumbersAreWrittenAlike() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Goal.written(1.5)).isEqualTo("1.5");
      assertThat(Goal.atLeast(4_000)).hasToString("≥ 4,000");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void givenAMissByLittle_whenShown_thenItDoesNotLookLikeTheGoal() {
    assertThat(Goal.written(1.0344)).isEqualTo("1.034");
    assertThat(Goal.atMost(1.03)).hasToString("≤ 1.03");
    assertThat(Goal.written(0.0)).isEqualTo("0");
    assertThat(Goal.written(123_456.7)).isEqualTo("123,457");
    assertThat(Goal.written(Double.NaN)).isEqualTo("–");
  }

  @Test
  void givenRuns_whenAsked_thenTheMedianCounts() {
    assertThat(FAST.value()).isEqualTo(4_100.5);
    assertThat(new Row("P1", "", List.of(4.0, 1.0), "", Goal.atMost(9)).value()).isEqualTo(2.5);
    var oneFailed = new Row("P1", "", List.of(1.0, Double.NaN, 2.0), "", Goal.atMost(9));
    assertThat(oneFailed.value()).isNaN();
    assertThat(oneFailed.met()).isFalse();
    assertThatThrownBy(() -> new Row("P1", "", List.of(), "", Goal.atMost(9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenTheLimitItself_whenJudged_thenTheGoalIsMet() {
    assertThat(Goal.atMost(1.03).metBy(1.03)).isTrue();
    assertThat(Goal.atMost(1.03).metBy(1.031)).isFalse();
    assertThat(Goal.atLeast(4_000).metBy(4_000)).isTrue();
    assertThat(Goal.atLeast(4_000).metBy(Double.NaN)).isFalse();
  }

  private static JsonNode read(Results results) throws IOException {
    return new ObjectMapper().readTree(results.json());
  }
}
