package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextCutTest {
  private static final ToIntFunction<String> UTF_16 = String::length;
  private static final ToIntFunction<String> CODE_POINTS = s -> s.codePointCount(0, s.length());
  private static final Map<String, ToIntFunction<String>> MEASURES =
      Map.of("UTF-16", UTF_16, "code points", CODE_POINTS);
  private static final Pattern CHARACTER = Pattern.compile("\\X");
  private static final List<String> BITS =
      List.of(
          "长",
          "今天去吃面。",
          "好吃！",
          "word",
          "Sentence. ",
          " ",
          "\n",
          "\n\n",
          "\r\n",
          "\t",
          "　",
          "👨‍👩‍👧",
          "🇨🇳",
          "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
          "👍🏽",
          "❤️",
          "1️⃣",
          "𠮷",
          "e\u0301",
          "\u0301",
          "\u200d",
          "\u200b",
          "\u202e",
          "\u0000",
          "\ud83d",
          "\udc68",
          "#tag",
          "https://www.xiaohongshu.com/a?b=c",
          "…");

  @Test
  void givenATextThatFits_whenCut_thenItIsOnePiece() {
    assertThat(new TextCut(UTF_16).pieces("  a b\n", 3, 3)).containsExactly("a b");
    assertThat(new TextCut(UTF_16).pieces("", 3, 3)).containsExactly("");
    assertThat(new TextCut(UTF_16).pieces(" \n ", 0, 3)).containsExactly("");
  }

  @Test
  void givenNoRoomInTheFirst_whenCut_thenTheFirstIsEmpty() {
    assertThat(new TextCut(UTF_16).pieces("abc", 0, 2)).containsExactly("", "ab", "c");
    assertThat(new TextCut(UTF_16).pieces("abc", -7, 2)).containsExactly("", "ab", "c");
    assertThat(new TextCut(UTF_16).pieces("👨‍👩‍👧", 1, 20)).containsExactly("", "👨‍👩‍👧");
  }

  @Test
  void givenALongText_whenCut_thenParagraphsGoBeforeSentencesAndThoseBeforeWords() {
    var cut = new TextCut(UTF_16);

    assertThat(cut.pieces("One two. Three.\nFour five six.", 20, 20))
        .containsExactly("One two. Three.", "Four five six.");
    assertThat(cut.pieces("One two three. Four five six.", 20, 20))
        .containsExactly("One two three.", "Four five six.");
    assertThat(cut.pieces("One two three four five six", 20, 20))
        .containsExactly("One two three four", "five six");
    assertThat(cut.pieces("今天去吃面。明天也去吃面。", 8, 8)).containsExactly("今天去吃面。", "明天也去吃面。");
  }

  @Test
  void givenMeasures_whenCut_thenTheServicesOwnCounts() {
    var text = "😀".repeat(10);

    assertThat(new TextCut(UTF_16).pieces(text, 5, 5)).hasSize(5);
    assertThat(new TextCut(CODE_POINTS).pieces(text, 5, 5)).hasSize(2);
  }

  @Test
  void givenACharacterLargerThanAPiece_whenCut_thenItIsCutAllTheSame() {
    var pieces = new TextCut(UTF_16).pieces("e" + "\u0301".repeat(1_000), 300, 300);

    assertThat(pieces).hasSize(4).allMatch(piece -> piece.length() <= 300);
    assertThatThrownBy(() -> new TextCut(UTF_16).pieces("ab😀", 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no character");
  }

  @Test
  void givenATooLongText_whenShortened_thenItFitsAndShowsThatThereWasMore() {
    var cut = new TextCut(UTF_16);

    assertThat(cut.shortened("abcdefgh", 5)).isEqualTo("abcd…");
    assertThat(cut.shortened("abcdefgh", 1)).isEmpty();
    assertThat(cut.shortened("abcdefgh", -1)).isEmpty();
    assertThat(cut.shortened("👨‍👩‍👧👨‍👩‍👧", 10)).isEqualTo("👨‍👩‍👧…");
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenCut_thenNothingBreaks(String text) {
    MEASURES.forEach((name, measure) -> {
      check(text, name, measure, 300, 300);
      check(text, name, measure, 0, 300);
      check(text, name, measure, 30, 2_000);
    });
  }

  @Test
  void givenTwoThousandRandomTexts_whenCut_thenNoPieceIsTooLongAndNoCharacterBroken() {
    var random = new Random(20261121);
    for (int i = 0; i < 2_000; i++) {
      var text =
          random
              .ints(random.nextInt(1, 300), 0, BITS.size())
              .mapToObj(BITS::get)
              .collect(Collectors.joining());
      var first = random.nextInt(0, 400);
      var next = random.nextInt(50, 400);
      MEASURES.forEach((name, measure) -> check(text, name, measure, first, next));
    }
  }

  @Test
  void givenAnEndlessText_whenCut_thenItTakesNoLongerThanItMust() {
    var begun = System.nanoTime();
    var pieces = new TextCut(CODE_POINTS).pieces("长".repeat(200_000), 300, 300);

    assertThat(pieces).hasSize(667);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  private static void check(
      String text, String name, ToIntFunction<String> measure, int first, int next) {
    var pieces = new TextCut(measure).pieces(text, first, next);
    var what = "%s, %s then %s: %s".formatted(name, first, next, visible(text));

    assertThat(measure.applyAsInt(pieces.getFirst())).as(what).isLessThanOrEqualTo(first);
    assertThat(pieces.subList(1, pieces.size()))
        .as(what)
        .allMatch(piece -> !piece.isEmpty() && measure.applyAsInt(piece) <= next);
    assertThat(withoutSpace(String.join("", pieces))).as(what).isEqualTo(withoutSpace(text));
    var at = 0;
    for (var piece : pieces.subList(0, pieces.size() - 1)) {
      at = text.indexOf(piece, at) + piece.length();
      assertThat(isBoundary(text, at)).as("cut at %s of %s", at, what).isTrue();
    }
  }

  /// Whether people would see a character end here.
  private static boolean isBoundary(String text, int at) {
    var from = Math.max(0, text.lastIndexOf(' ', at - 1));
    var characters = CHARACTER.matcher(text).region(from, text.length());
    while (characters.find() && characters.end() < at) {}
    return characters.hitEnd() || at == 0 || characters.end() == at;
  }

  private static String withoutSpace(String text) {
    var out = new StringBuilder();
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }

  private static String visible(String text) {
    return text.length() > 500
        ? text.length() + " characters"
        : text.chars()
            .mapToObj(c -> c < 127 && c > 31 ? String.valueOf((char) c) : "\\u%04x".formatted(c))
            .collect(Collectors.joining());
  }
}
