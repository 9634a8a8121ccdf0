package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubstitutionTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("NAME", "held", "EMPTY", "", "_a1", "low", "TRAP", "${NAME} $1 \\ }");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "${NAME}|held",
        "a${NAME}b${NAME}|aheldbheld",
        "${NAME:other}|held",
        "${UNKNOWN:other}|other",
        "${UNKNOWN:}x|x",
        "${UNKNOWN:http://127.0.0.1:1/}|http://127.0.0.1:1/",
        "${UNKNOWN:a{b}|a{b",
        "${EMPTY}x|x",
        "${EMPTY:other}x|x",
        "${_a1}|low",
        "$NAME|$NAME",
        "$$|$$",
        "{NAME}|{NAME}",
        "$ {NAME}|$ {NAME}",
        "100% \\1 $1|100% \\1 $1"
      })
  void givenAText_whenPutIn_thenVariablesAreTheirValues(String text, String result) {
    assertThat(of(text)).isEqualTo(result);
  }

  @Test
  void givenAValueThatLooksLikeAVariable_whenPutIn_thenItStaysAsItIs() {
    assertThat(of("<${TRAP}>")).isEqualTo("<${NAME} $1 \\ }>");
    assertThat(of("${UNKNOWN:$1\\}")).isEqualTo("$1\\");
  }

  @Test
  void givenAMissingVariable_whenPutIn_thenItIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> of("a${NAME}${UNKNOWN}"))
        .hasMessage(
            "needs the environment variable UNKNOWN, which is not set. Set it, or give a default as"
                + " ${UNKNOWN:default}");
  }

  // Left as they stand, these would become somebody's password, letter by letter.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "${}",
        "${NAME",
        "${NA-ME}",
        "${1A}",
        "${ NAME }",
        "${NAME:a${NAME}}",
        "${NAME:${A:b}}",
        "${${NAME}}",
        "${:x}",
        "${NAME-x}",
        "${ＮＡＭＥ}",
        "x${NAME}${",
        "${UNKNOWN:${"
      })
  void givenWhatOnlyLooksLikeAVariable_whenPutIn_thenItIsRefused(String text) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("${NAME} or ${NAME:default}")
        .hasMessageNotContaining("held");
  }

  private static String of(String text) {
    return Substitution.of(text, ENVIRONMENT, ConfigException::new);
  }
}
