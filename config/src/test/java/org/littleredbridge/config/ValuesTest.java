package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ValuesTest {
  @ParameterizedTest
  @MethodSource
  void givenAGoodValue_whenRead_thenItIsTaken(Values.Value value) {
    assertThatCode(() -> value.sample().read()).doesNotThrowAnyException();
  }

  static Stream<Values.Value> givenAGoodValue_whenRead_thenItIsTaken() {
    return Values.good();
  }

  @ParameterizedTest
  @MethodSource
  void givenABadValue_whenRead_thenASentenceNamesKeyAndLine(Values.Value value) {
    var sample = value.sample();
    assertThatThrownBy(sample::read)
        .isInstanceOf(ConfigException.class)
        .message()
        .startsWith("bridge.yaml line " + sample.line(value.key()) + ": " + value.key())
        .matches("(?s).*[.?]")
        .satisfies(sentence -> assertThat(sentence).hasSizeLessThan(350));
  }

  static Stream<Values.Value> givenABadValue_whenRead_thenASentenceNamesKeyAndLine() {
    return Values.bad();
  }
}
