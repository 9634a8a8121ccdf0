package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.follow.Expression.Fault;
import org.littleredbridge.follow.Expression.Reading;

/// What regular expressions of people find, and what they are told of broken ones.
final class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "广告|推广; 软推广",
        "廣告; 广告",
        "sale$; Big SALE",
        "^限时; 限时优惠",
        "\\d+折; 全场 5折",
        "第[一二三]弹; 第二彈",
        "[？！]; 真的?",
        "真的？; 真的?",
        "\\？; 真的?",
        "\\p{Han}{3}; 小红书",
        "\\pL; x",
        "ＶＩＰ; vip",
        "(?-i)A; a",
        "(?i)A(?i:B)(?si)C; abc",
        "SALE[A-Z]\\W; Big Sales!",
        "[^A-Z]; 5",
        "[a-龥]; 廣",
        "\\Q（A\\E; (a",
        "\\(?Info; (info",
        "❤️; ❤",
        "\\Q(a\\E; (A",
      })
  void givenAnExpression_whenTheTextHasIt_thenItIsFound(String expression, String text) {
    assertThat(Expression.of(expression).isIn(FoldedText.of(text))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"真的？; 真", "^b; ab", "a\\b; ab"})
  void givenAnExpression_whenTheTextHasItNot_thenItIsNotFound(String expression, String text) {
    assertThat(Expression.of(expression).isIn(FoldedText.of(text))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "广(告; OPEN_PARENTHESIS; 2; (告",
        "(a)(b; OPEN_PARENTHESIS; 4; (b",
        "😀(; OPEN_PARENTHESIS; 2; (",
        "a)b; STRAY_PARENTHESIS; 2; )b",
        "ab[cd; OPEN_BRACKET; 3; [cd",
        "[]; OPEN_BRACKET; 1; []",
        "[z-a]; RANGE; 2; z-a]",
        "\\p{Foo}; RANGE; 1; \\p{Foo}",
        "(a)\\1; ESCAPE; 4; \\1",
        "abc\\; TRAILING_BACKSLASH; 4; \\",
        "*a; NOTHING_TO_REPEAT; 1; *a",
        "a**; REPEATED_TWICE; 2; **",
        "a{2,1}; REPEATED_TOO_OFTEN; 2; {2,1}",
        "(?P<n>a)(?P<n>b); NAME; 5; n>a)(?P<n>",
        "(?=a)b; UNKNOWN_GROUP; 1; (?=a)b",
        "x(?<=a)b; UNKNOWN_GROUP; 2; (?<=a)b",
      })
  void givenABrokenExpression_whenRead_thenTheFaultIsShownWhereItStands(
      String expression, Fault fault, int position, String near) {
    assertThat(Expression.read(expression)).isEqualTo(new Reading.Broken(fault, position, near));
    assertThatThrownBy(() -> Expression.of(expression))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenNothing_whenRead_thenItIsNoExpression() {
    assertThat(Expression.read(" \u200B")).isEqualTo(new Reading.Broken(Fault.EMPTY, 1, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((((a{10}){10}){10}){10}){10}){10})",
        "(a{1000}){1000}",
        "((((((a?){10}){10}){10}){10}){10}){10}",
        "[\\]{9}](a{900}){900}",
        "[](a{900}){900}]{900}{900}",
        "\\Q[\\E((a{99}){99}){99}",
        "(?:(?:\\x{4e00}{500}){500}){500}",
        "(x{2,}){999}",
        "(((a{999999999999}){9}){9}){9}",
      })
  void givenRepetitionsOfRepetitions_whenRead_thenItIsRefusedBeforeItIsBuilt(String expression) {
    assertThat(Expression.read(expression)).isNotInstanceOf(Reading.Good.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){12}", "(\\w*)*x", "^(([a-z])+.)+[A-Z]"})
  void givenAnExpressionThatRuinsOthers_whenALongTextComes_thenItTakesTimeByItsLengthAlone(
      String expression) {
    // An engine that goes back and forth would take longer than the universe has been there.
    var text = FoldedText.of("a".repeat(5_000) + "!");

    assertThat(Expression.of(expression).isIn(text)).isIn(true, false);
  }

  /// re2j 1.8 on Java 25 never comes back when it has to look for their capitals.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ᲀ",
        "[ᲀ]",
        "(?i)ᲀ",
        "(?i:[ᲀ-ᲈ])",
        "(?mi-s)[a-龥]",
        "(?i)[^a]",
        "[[:alpha:]](?i)[ᲀ]",
        "[]](?i)[ᲀ]",
        "[^]](?i)[ᲀ]",
        "\\Q[\\E(?i)[ᲀ]",
        "\\\\Q(?i)[ᲀ]",
        "\\[(?i)[ᲀ]",
        "\\pL(?i)[ᲀ]",
        "(?P<n>(?i)[ᲀ])",
        "((?i)[ᲀ])",
      })
  void givenCharactersWithStrangeCapitals_whenRead_thenItComesToAnEnd(String expression) {
    assertThat(inTime(expression)).isInstanceOf(Reading.Good.class);
  }

  private static Reading inTime(String expression) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> Expression.read(expression), () -> "no end of " + expression);
  }

  @Test
  void givenRandomGroupsAndLists_whenRead_thenEachComesToAnEnd() {
    var random = new Random(7);
    var pieces =
        List.of(
            "(?i)",
            "(?i:",
            "(?si)",
            "(?-i)",
            "(?",
            "i)",
            "[",
            "]",
            "[^",
            "[:alpha:]",
            "\\",
            "\\Q",
            "\\E",
            "\\p",
            "{",
            "}",
            "(",
            ")",
            "ᲀ",
            "a-龥",
            "-",
            "P<",
            ">",
            "^",
            "L",
            "*");
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      random
          .ints(random.nextInt(1, 9), 0, pieces.size())
          .forEach(piece -> text.append(pieces.get(piece)));
      text.append(i % 2 == 0 ? "[ᲀ]" : "ᲀ");
      assertThat(inTime(text.toString())).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenRead_thenThereIsAnAnswer(String text) {
    assertThat(Expression.read(text)).isNotNull();
  }

  @Test
  void givenRandomSigns_whenRead_thenTheAnswerHasAPlaceWithinTheText() {
    var random = new Random(5);
    var signs = "ab广😀()[]{}*+?\\|^$.,-0123:=!<>PpQE？（";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      random
          .ints(random.nextInt(1, 20), 0, signs.length())
          .forEach(c -> text.append(signs.charAt(c)));
      var typed = FoldedText.typed(text.toString());
      switch (Expression.read(typed)) {
        case Reading.Good(var expression) ->
            assertThat(expression.isIn("ab广(0{")).as(typed).isIn(true, false);
        case Reading.Broken(var _, var position, var near) -> {
          assertThat(position).as(typed).isBetween(1, typed.length() + 1);
          assertThat(typed).contains(near);
        }
        case Reading.TooLarge() -> {}
      }
    }
  }
}
