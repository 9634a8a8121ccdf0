package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules for the two tables that people edit by hand.
class LexiconTest {
  private static final Pattern OBSCENE =
      Pattern.compile(
          "(?i)\\b(fuck|shit|cunt|dick|cock(?!tail)|pussy|whore|slut|bitch|penis|vagina|sex)\\w*");

  private static final Pattern PINYIN = Pattern.compile("[\\p{L}' -]+");

  @ParameterizedTest
  @CsvSource({"slang.tsv, 500", "words.tsv, 800"})
  void givenALexicon_whenRead_thenEveryEntryIsCompleteOnceAndDecent(String resource, int atLeast) {
    var entries = new Lexicon(resource).entries();
    assertThat(entries).hasSizeGreaterThanOrEqualTo(atLeast);
    var seen = new HashSet<String>();
    for (var entry : entries) {
      assertThat(entry.reading()).as(entry.toString()).matches(PINYIN);
      assertThat(entry.meaning()).as(entry.toString()).isNotBlank().doesNotContain("CHECK");
      assertThat(entry.meaning()).as(entry.toString()).doesNotContainPattern(OBSCENE);
      for (var spelling : entry.spellings()) {
        assertThat(spelling.text().length())
            .as("no single characters: " + spelling)
            .isGreaterThan(1);
        assertThat(seen.add(spelling.text().toLowerCase(Locale.ROOT)))
            .as("twice: " + spelling)
            .isTrue();
      }
    }
  }
}
