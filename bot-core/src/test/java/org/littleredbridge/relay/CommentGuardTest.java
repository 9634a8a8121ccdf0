package org.littleredbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentGuardTest {
  private final CommentGuard guard = new CommentGuard(280);

  private String fine(String text) {
    assertThat(guard.check(text)).isInstanceOf(CommentGuard.Checked.Fine.class);
    return ((CommentGuard.Checked.Fine) guard.check(text)).text();
  }

  @Test
  void givenSpacesAndLineBreaks_whenChecked_thenItIsOneLineWithSingleSpaces() {
    assertThat(fine("  a\n\n b\t\u3000c\u2028d \u00a0 e\r\n")).isEqualTo("a b c d e");
  }

  @Test
  void givenWhatNobodySees_whenChecked_thenItIsLeftOut() {
    assertThat(fine("a\u0000b\u202ec\u200bd\ufeffe\ue000f\ud83dg\udc68h")).isEqualTo("abcdefgh");
  }

  @Test
  void givenEmoji_whenChecked_thenTheyStayWhole() {
    assertThat(fine("👨‍👩‍👧 🇨🇳 👍🏽 ❤️ 1️⃣ 𠮷")).isEqualTo("👨‍👩‍👧 🇨🇳 👍🏽 ❤️ 1️⃣ 𠮷");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n ", "\u200b", "\u200d", "\u0000", "\ufe0f", "\u0301 \u2060", "\ud83d"})
  void givenNothingToSee_whenChecked_thenItIsEmpty(String text) {
    assertThat(guard.check(text)).isEqualTo(new CommentGuard.Checked.Empty());
  }

  @Test
  void givenLongTexts_whenChecked_thenCodePointsCount() {
    assertThat(fine("😀".repeat(280))).hasSize(560);
    assertThat(guard.check("😀".repeat(281))).isEqualTo(new CommentGuard.Checked.TooLong(281, 280));
    assertThat(guard.check("x".repeat(10_000)))
        .isEqualTo(new CommentGuard.Checked.TooLong(10_000, 280));
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenChecked_thenWhatIsFineStaysFine(String text) {
    checkTwice(text);
  }

  @Test
  void givenRandomTexts_whenChecked_thenWhatIsFineStaysFine() {
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      random.ints(random.nextInt(0, 200), 0, 0x10000).forEach(c -> text.append((char) c));
      checkTwice(text.toString());
    }
  }

  private void checkTwice(String text) {
    if (guard.check(text) instanceof CommentGuard.Checked.Fine(var line)) {
      assertThat(fine(line)).isEqualTo(line);
      assertThat(line).isEqualTo(line.strip()).doesNotContain("\n").doesNotContain("  ");
    }
  }
}
