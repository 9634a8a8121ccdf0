package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextsTest {
  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAnyTexts_whenWrittenAndRead_thenTheyAreTheSame(String text) {
    var texts = List.of(text, "", text + "\u0000\u001f\"\\", "]");
    assertThat(JsonTexts.read(JsonTexts.write(texts))).isEqualTo(texts);
  }

  @Test
  void givenNoTexts_whenWritten_thenTheListIsEmpty() {
    assertThat(JsonTexts.write(List.of())).isEqualTo("[]");
    assertThat(JsonTexts.read("[]")).isEmpty();
  }

  @Test
  void givenTexts_whenWritten_thenItIsPlainJson() {
    assertThat(JsonTexts.write(List.of("美食", "a\"b", "c\n")))
        .isEqualTo("[\"美食\",\"a\\\"b\",\"c\\u000a\"]");
  }

  @Test
  void givenJsonOfAnotherWriter_whenRead_thenItsBlanksAndEscapesAreUnderstood() {
    assertThat(JsonTexts.read("[ \"a\\n\\t\\/\" ,\n\"\\u7f8e\" ]")).containsExactly("a\n\t/", "美");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[", "[\"", "[\"a", "[\"a\\", "[\"\\u12", "[1]"})
  void givenSomethingElse_whenRead_thenItIsRefused(String json) {
    assertThatThrownBy(() -> JsonTexts.read(json)).isInstanceOf(IllegalArgumentException.class);
  }
}
