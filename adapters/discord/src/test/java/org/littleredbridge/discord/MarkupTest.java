package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.HostileTexts;

class MarkupTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "plain words, 12.5 % (yes)! ¦ plain words, 12.5 % (yes)!",
        "**bold** ¦ \\*\\*bold\\*\\*",
        "[a](https://evil.example) ¦ \\[a\\](<https://evil.example>)",
        "# big ¦ \\# big",
        "- item ¦ \\- item",
        "well-known ¦ well-known",
        "1. item ¦ 1\\. item",
        "<@123> @everyone <t:0:R> ¦ \\<\\@123\\> \\@everyone \\<t\\:0\\:R\\>",
        "see https://a.example/x_y. ¦ see <https://a.example/x_y>.",
        "https://xhslink.com/a，复制 ¦ <https://xhslink.com/a>，复制",
        "steam://x ¦ steam\\://x",
        "discord.gg/x ¦ discord\\.gg/x",
        ":smile: at 12: 30 ¦ \\:smile: at 12: 30",
        "javascript:x ¦ javascript\\:x",
      })
  void givenSigns_whenEscaped_thenTheyMeanNothing(String text, String escaped) {
    assertThat(Markup.escape(text)).isEqualTo(escaped);
  }

  @Test
  void givenInvisibleSigns_whenCleaned_thenTheTextStandsAsItReads() {
    assertThat(Markup.clean("a\u202Eb\u2066c\u200Bd\uFEFFe\u0000f\r\ng\u2028h\n\n\n\ni"))
        .isEqualTo("abcdef\ng\nh\n\ni");
    assertThat(Markup.clean("👨\u200D👩\u200D👧 \uD800 é"))
        .isEqualTo("👨\u200D👩\u200D👧 \uFFFD é");
    assertThat(Markup.clean("e" + "\u0301".repeat(500))).hasSize(5);
  }

  @Test
  void givenTenThousandHostileTexts_whenEscaped_thenNothingMeansAnythingAndNothingIsLost() {
    var seed = Long.getLong("bridge.test.seed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      var text = i % 2 == 0 ? HostileTexts.random(random) : noise(random);
      var read = Reader.read(Markup.escape(text));
      var context = "-Dbridge.test.seed=" + seed + " round " + i + ": " + Markup.escape(text);
      assertThat(read.meaning()).as(context).isEmpty();
      assertThat(read.text()).as(context).isEqualTo(Markup.clean(text));
      // Whoever cuts texts relies on it that more text never measures less.
      int cut = random.nextInt(text.length() + 1);
      assertThat(Markup.measure(text.substring(0, cut)))
          .as(context)
          .isLessThanOrEqualTo(Markup.measure(text));
      int limit = 5 + random.nextInt(40);
      var fitted = Markup.fit(text, limit);
      assertThat(fitted.length()).as(context).isLessThanOrEqualTo(limit);
      assertThat(Reader.read(fitted).meaning()).as(context).isEmpty();
      assertThat(Markup.plain(text, limit).length()).as(context).isLessThanOrEqualTo(limit);
    }
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenFitted_thenItIsShortAndWholeSigns(String text) {
    var fitted = Markup.fit(text, 2_000);

    assertThat(fitted.length()).isLessThanOrEqualTo(2_000);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(fitted)).isTrue();
    assertThat(Reader.read(fitted).meaning()).isEmpty();
  }

  private static String noise(Random random) {
    var signs = "\\*_~`|<>[]()#@:.-+1a /\n\r\t!htps\u202E\u3000\uD83D\uDE00长\u0301";
    var text = new StringBuilder();
    for (int n = random.nextInt(30); n >= 0; n--) {
      text.append(
          random.nextInt(12) == 0 ? "https://" : signs.charAt(random.nextInt(signs.length())));
    }
    return text.toString();
  }

  @Test
  void givenHostileWords_whenTheyLeadSomewhere_thenNoBracketOrAddressOfTheirsIsLeft() {
    for (var words :
        List.of(
            "a](https://evil.example)", "[x](y", "https:////evil.example", "end\\", "@here *a*")) {
      var linked = Markup.linked(words);
      assertThat(linked).doesNotContain("[", "]", "://", "//").doesNotEndWith("\\");
      assertThat(linked.length()).isLessThanOrEqualTo(Markup.measure(words));
      assertThat(Reader.read(linked).meaning()).isEmpty();
    }
    assertThat(Markup.linked("\u202e")).isEqualTo("…");
  }
}
