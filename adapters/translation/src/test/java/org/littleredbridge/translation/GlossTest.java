package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlossTest {
  private final Gloss gloss = new Gloss(new SlangLexicon(), Optional.empty());

  @TempDir Path folder;

  @Test
  void givenAText_whenGlossed_thenEachWordHasItsReadingAndKnownOnesTheirSense() {
    assertThat(gloss("这家面馆绝绝子，酒店便宜！"))
        .contains("面馆 (miànguǎn) noodle shop")
        .contains("绝绝子 (juéjuézǐ) amazing, beyond words，")
        .contains("酒店 (jiǔdiàn) hotel")
        .endsWith("便宜 (piányi) cheap！");
  }

  @Test
  void givenUnknownWords_whenGlossed_thenTheyHavePinyinAndNoGuess() {
    var text = gloss("哈利法克斯");
    assertThat(text).contains("(").doesNotContainPattern("\\) [a-z]");
    assertThat(text).contains("hā");
  }

  @Test
  void givenLinesNumbersAndOtherLetters_whenGlossed_thenTheyStay() {
    assertThat(gloss("面馆 39.9 yuan\n\n好吃").lines()).hasSize(2);
    assertThat(gloss("面馆 39.9")).contains("39.9");
  }

  @Test
  void givenTheOperatorsDictionary_whenGlossed_thenItsSensesAreUsedForWholeWordsOnly()
      throws IOException {
    var file = folder.resolve("book");
    Files.writeString(file, "檯燈 台灯 [tai2 deng1] /desk lamp/\n燈 灯 [deng1] /lamp/\n");
    var wiser = new Gloss(new SlangLexicon(), Optional.of(new Cedict(file)));
    assertThat(wiser.gloss("台灯", Locale.ENGLISH)).contains("台灯 (táidēng) desk lamp");
    assertThat(wiser.gloss("灯", Locale.ENGLISH)).contains("灯 (dēng)");
  }

  @Test
  void givenTraditionalCharacters_whenGlossed_thenTheyStayAndAreKnown() {
    assertThat(gloss("這間麵館便宜，後天見"))
        .contains("麵館 (miànguǎn) noodle shop")
        .contains("便宜 (piányi) cheap")
        .contains("後天 (hòutiān)");
  }

  @Test
  void givenNothingToExplain_whenGlossed_thenNothingIsSaid() {
    assertThat(gloss.gloss("No Chinese", Locale.ENGLISH)).isEmpty();
    assertThat(gloss.gloss("面馆", Locale.CHINESE)).isEmpty();
    assertThat(gloss.gloss("", Locale.ENGLISH)).isEmpty();
  }

  @Test
  void givenAHostileText_whenGlossed_thenItIsCut() {
    assertThat(gloss("面馆".repeat(5_000)).length()).isLessThan(10_000);
    assertThat(gloss("\ud83d面馆")).contains("noodle shop");
  }

  private String gloss(String text) {
    return gloss.gloss(text, Locale.ENGLISH).orElseThrow();
  }
}
