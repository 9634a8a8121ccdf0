package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "45s, PT45S",
    "45 s, PT45S",
    "' 30m ', PT30M",
    "90m, PT1H30M",
    "2h, PT2H",
    "1d, PT24H",
    "0, PT0S",
    "0d, PT0S"
  })
  void givenALength_whenRead_thenItIsThatLong(String written, Duration length) {
    assertThat(duration(written, Duration.ZERO)).isEqualTo(length);
  }

  @Test
  void givenTheLongestLength_whenStretchedByJitter_thenItFitsIntoNanoseconds() {
    assertThat(duration("99999d", Duration.ZERO).toNanos()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"999ms", "0s", "0"})
  void givenALengthBelowTheLeast_whenRead_thenTheLeastIsTold(String written) {
    assertThatThrownBy(() -> duration(written, Duration.ofSeconds(1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a must be a length of time such as 30d")
        .hasMessageContaining("at least 1s");
    assertThat(duration("1s", Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void givenALeastOfDays_whenALengthIsBelowIt_thenItIsToldInDays() {
    assertThatThrownBy(() -> duration("23h", Duration.ofDays(1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("at least 1d");
  }

  @Test
  void givenNoValue_whenRead_thenItIsTheOther() {
    assertThat(Lengths.duration(section("{}"), "a", Duration.ofDays(3), Duration.ZERO)).hasDays(3);
    assertThat(Lengths.share(section("a:"), "a", 0.7, 50)).isEqualTo(0.7);
  }

  @ParameterizedTest
  @CsvSource({"20%, 0.2", "0%, 0", "50%, 0.5", "7 %, 0.07", "' 5% ', 0.05"})
  void givenAShare_whenRead_thenItIsAFraction(String written, double share) {
    assertThat(share(written)).isEqualTo(share, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"51%", "999%", "%", "0.2", "20", "-1%", "２%", "20%%", "9999999999%"})
  void givenNoShare_whenRead_thenItIsRefused(String written) {
    assertThatThrownBy(() -> share(written))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a must be a share such as 20%, at most 50%");
  }

  private static Duration duration(String written, Duration least) {
    return Lengths.duration(section("a: '" + written + "'"), "a", Duration.ofDays(9), least);
  }

  private static double share(String written) {
    return Lengths.share(section("a: '" + written + "'"), "a", 0, 50);
  }

  private static Section section(String yaml) {
    var source = new Section.Source("test", Map.of(), new HashSet<>());
    return new Section(source, "", ConfigFile.root("test", yaml));
  }
}
