package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.littleredbridge.health.Tally;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslatedText;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.translate.TranslationMemory;

/// Numbers and prices of our own sentences, through an engine that keeps them and one that loses
/// them.
class NumbersKeptTest {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Audience READERS = Audience.of(Locale.ENGLISH);

  /// What is no number, but a word: 666 = well done, 00后 = born after 2000, 双11 = a sale.
  private static final Pattern SAYING =
      Pattern.compile(
          "[A-Za-z][0-9]|[0-9][A-Za-z]|520|521|1314|6{3,}|2?3{3,}|233|5{3,}|88|996|007|618|[0-9]0后|[0-9]5后|双1[12]|100[%％]");

  @Test
  void givenAnEngineThatKeepsNumbers_whenItTranslates_thenEachOfThemReachesTheReader() {
    int numbers = 0;
    for (var text : texts()) {
      var translated = translated(text, NumbersKeptTest::inEnglish);
      assertThat(translated.translated()).as(text).isTrue();
      for (var number : numbers(text)) {
        numbers++;
        assertThat(translated.text()).as(text).contains(number.group());
      }
    }
    System.out.printf("numbers: %d of %d kept%n", numbers, numbers);
    assertThat(numbers).isGreaterThan(25);
  }

  @Test
  void givenAnEngineThatLosesANumber_whenItTranslates_thenItsAnswerIsNotShown() {
    var passed = new ArrayList<String>();
    int lost = 0;
    for (var text : texts()) {
      for (var number : numbers(text)) {
        // None and one are put in countless ways: alone, whole, free of.
        if (isSaying(text, number) || Set.of("0", "1").contains(number.group())) {
          continue;
        }
        lost++;
        UnaryOperator<String> losing =
            said ->
                said.replaceAll("(?<![0-9.])" + Pattern.quote(number.group()) + "(?![0-9])", "");
        if (translated(text, losing).translated()) {
          passed.add(number.group() + " in " + text);
        }
      }
    }
    System.out.printf("numbers: the loss of %d of %d seen%n", lost - passed.size(), lost);
    assertThat(passed).isEmpty();
  }

  /// 9块9 is 9.9 there, and 300万 3000000.
  private static String inEnglish(String text) {
    return text.replaceAll("([0-9])块([0-9])", "$1.$2")
        .replaceAll("(?<whole>[0-9])[万wW]", "${whole}0000");
  }

  private static boolean isSaying(String text, MatchResult number) {
    return SAYING
        .matcher(text)
        .results()
        .anyMatch(word -> word.start() < number.end() && number.start() < word.end());
  }

  private static List<MatchResult> numbers(String text) {
    return NUMBER.matcher(text).results().toList();
  }

  private static TranslatedText translated(String text, UnaryOperator<String> change) {
    return new TranslationChain(
            List.of(new WordForWord(change)),
            new Forgetful(),
            (_, _) -> List.of(),
            new Tally(),
            Clock.systemUTC())
        .translate(text, READERS);
  }

  private static List<String> texts() {
    var name = "slang-sentences.tsv";
    try (InputStream table =
        Objects.requireNonNull(NumbersKeptTest.class.getResourceAsStream(name))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", 2)[0])
          .filter(text -> NUMBER.matcher(text).find())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says something English for each character.
  private record WordForWord(UnaryOperator<String> change) implements Engine {
    @Override
    public String name() {
      return "word-for-word";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public boolean serves(Locale from, Locale to) {
      return true;
    }

    @Override
    public List<Rendering> render(List<String> texts, Locale from, Locale to) {
      return texts.stream()
          .<Rendering>map(text ->
              new Rendering.Translation(
                  "So " + change.apply(text).replaceAll("\\p{IsHan}", " word")))
          .toList();
    }
  }

  private static final class Forgetful implements TranslationMemory {
    @Override
    public Optional<Rendering> find(Key key) {
      return Optional.empty();
    }

    @Override
    public void keep(Key key, Rendering rendering) {}
  }
}
