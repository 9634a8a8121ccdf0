package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;

/// What every [TranslationMemory] keeps to.
public abstract class TranslationMemoryContract extends StoreContract {
  private static final String HASH = "ab".repeat(32);

  private TranslationMemory memory() {
    return ports().translations();
  }

  private static TranslationMemory.Key key(String hash, String language, String engine) {
    return new TranslationMemory.Key(hash, Locale.forLanguageTag(language), engine);
  }

  @Test
  void givenAnswersOfEveryKind_whenTheyAreKept_thenTheyComeBackWhole() {
    var translation = new Rendering.Translation("Breakfast in Chengdu\n⟦0⟧ \uD83D\uDE0A");
    var help =
        new Rendering.WordHelp(
            List.of(new Footnote("绝绝子", "jué jué zǐ", "amazing"), new Footnote("yyds", "", "")));
    var noHelp = new Rendering.WordHelp(List.of());
    memory().keep(key(HASH, "en", "phrasebook 1"), translation);
    memory().keep(key(HASH, "en", "reading-aid 1"), help);
    memory().keep(key(HASH, "zh", "reading-aid 1"), noHelp);
    memory().keep(key(HASH, "fr", "phrasebook 1"), new Rendering.NotMine());
    var whole =
        new Rendering.Whole(
            new Interpretation(
                "Tea \"here\"",
                "",
                "Good\n⟦1⟧ tea",
                List.of("tea", "shop"),
                List.of(new Footnote("绝绝子", "jué jué zǐ", "amazing")),
                Warning.MEDICAL));
    var bare =
        new Rendering.Whole(new Interpretation("", "", "", List.of(), List.of(), Warning.NONE));
    memory().keep(key(HASH, "en", "openai 1"), whole);
    memory().keep(key(HASH, "fr", "openai 1"), bare);
    restart();

    assertThat(memory().find(key(HASH, "en", "phrasebook 1"))).contains(translation);
    assertThat(memory().find(key(HASH, "en", "openai 1"))).contains(whole);
    assertThat(memory().find(key(HASH, "fr", "openai 1"))).contains(bare);
    assertThat(memory().find(key(HASH, "en", "reading-aid 1"))).contains(help);
    assertThat(memory().find(key(HASH, "zh", "reading-aid 1"))).contains(noHelp);
    assertThat(memory().find(key(HASH, "fr", "phrasebook 1"))).contains(new Rendering.NotMine());
  }

  @Test
  void givenAnAnswer_whenTextLanguageOrEngineDiffers_thenItIsNotUsed() {
    memory().keep(key(HASH, "zh-Hans", "deepl 1"), new Rendering.Translation("one"));

    assertThat(memory().find(key("cd".repeat(32), "zh-Hans", "deepl 1"))).isEmpty();
    assertThat(memory().find(key(HASH, "zh-Hant", "deepl 1"))).isEmpty();
    assertThat(memory().find(key(HASH, "zh", "deepl 1"))).isEmpty();
    assertThat(memory().find(key(HASH, "zh-Hans", "deepl 2"))).as("a new model").isEmpty();
    assertThat(memory().find(key(HASH, "zh-Hans", "deepl 1"))).isPresent();
  }

  @Test
  void givenTwentyThreadsAtOnce_whenTheyKeepTheSameAnswer_thenItIsThere() {
    var answer = new Rendering.Translation("hello");
    Crowd.allAtOnce(
        20,
        i -> {
          memory().keep(key(HASH, "en", "deepl 1"), answer);
          return i;
        });

    assertThat(memory().find(key(HASH, "en", "deepl 1"))).contains(answer);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenItIsKept_thenItComesOutAsItWentIn(String text) {
    var key = key(HASH, "en", "x' OR '1'='1; --");
    memory().keep(key, new Rendering.Translation(text));
    var words = key(HASH, "en", "words");
    memory().keep(words, new Rendering.WordHelp(List.of(new Footnote(text, text, text))));

    assertThat(memory().find(key).map(TranslationMemoryContract::readable))
        .contains(HostileTexts.readable(text));
    assertThat(memory().find(words).map(TranslationMemoryContract::readable))
        .contains(HostileTexts.readable(text + text + text));
    assertThat(memory().find(key(HASH, "en", "x"))).isEqualTo(Optional.empty());
  }

  private static String readable(Rendering rendering) {
    return HostileTexts.readable(
        switch (rendering) {
          case Rendering.Translation(var text) -> text;
          case Rendering.WordHelp(var words) -> {
            var word = words.getFirst();
            yield word.term() + word.reading() + word.meaning();
          }
          case Rendering.Whole(var note) -> note.body();
          case Rendering.NotMine() -> "nothing";
        });
  }
}
