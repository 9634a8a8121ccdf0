package org.littleredbridge.translate;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Tells a text's language by its script, as far as the bridge needs it.
final class Language {
  /// A Han character says about as much as several Latin letters: one in twelve makes a text
  /// Chinese ("iPhone Pro Max 开箱"), fewer are a word in a foreign text.
  private static final int LATIN_PER_HAN = 12;

  /// So long are few abbreviations; these are.
  private static final int LONG_WORD = 4;

  private static final Set<String> ABBREVIATIONS = Set.of("awsl", "ootd", "ootn", "vlog", "plog");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{2,}+");
  private static final Pattern ASCII = Pattern.compile("[A-Za-z]++");
  private static final Pattern VOWEL = Pattern.compile("[AEIOUaeiou]");
  private static final Pattern KANA = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}ー]{2}");
  private static final Pattern SYLLABLE = Pattern.compile("[가-힣]");

  private Language() {}

  /// Empty when the text has no letters. Latin and all other scripts count as English: which of
  /// their languages it is does not matter here.
  static Optional<Locale> of(String text) {
    int han = 0;
    int kana = 0;
    int hangul = 0;
    int other = 0;
    for (int point : text.codePoints().filter(Character::isLetter).toArray()) {
      switch (UnicodeScript.of(point)) {
        case HAN -> han++;
        case HIRAGANA, KATAKANA -> kana++;
        case HANGUL -> hangul++;
        default -> other++;
      }
    }
    if (han + kana + hangul + other == 0) {
      return Optional.empty();
    }
    // Chinese notes use a single の for decoration; a Japanese sentence is about half kana.
    if (kana * 2 > han && kana * LATIN_PER_HAN >= other) {
      return Optional.of(Locale.JAPANESE);
    }
    if (hangul > han && hangul * LATIN_PER_HAN >= other) {
      return Optional.of(Locale.KOREAN);
    }
    return Optional.of(han > 0 && han * LATIN_PER_HAN >= other ? Locale.CHINESE : Locale.ENGLISH);
  }

  /// The language of a text that is to be translated: as [#of], but empty for what is no sentence
  /// of any language: `yyds`, `OOTD 520`, `ヽ(✿ﾟ▽ﾟ)ノ`, `ㅠㅠ`. Both scripts of Chinese are one
  /// language: who reads it reads both.
  static Optional<Locale> ofSentence(String text) {
    return of(text)
        .filter(language ->
            switch (language.getLanguage()) {
              case "zh" -> true;
              case "ja" -> hasHan(text) || KANA.matcher(text).find();
              case "ko" -> SYLLABLE.matcher(text).find();
              default -> hasWords(text);
            });
  }

  private static boolean hasHan(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic);
  }

  /// Two words, or one that is no abbreviation; parts of faces stand alone.
  private static boolean hasWords(String text) {
    var words = WORD.matcher(text).results().map(MatchResult::group).filter(Language::isWord);
    return words.mapToInt(word -> word.length() >= LONG_WORD ? 2 : 1).limit(2).sum() >= 2;
  }

  /// Chinese netspeak writes the first letters of syllables: yyds, xswl, nsdd.
  private static boolean isWord(String word) {
    return !ASCII.matcher(word).matches()
        || (!ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT)) && VOWEL.matcher(word).find())
        || (word.length() < 4 && word.indexOf('y', 1) > 0);
  }

  static boolean chinese(Locale locale) {
    return locale.getLanguage().equals("zh");
  }

  /// Whether more of it is Chinese than not. An explanation in another language may quote some.
  static boolean mostlyHan(String text) {
    int han = 0;
    int other = 0;
    for (int point : text.codePoints().filter(Character::isLetter).toArray()) {
      if (UnicodeScript.of(point) == UnicodeScript.HAN) {
        han++;
      } else {
        other++;
      }
    }
    return han > other;
  }

  /// Whether a character says as much as several letters.
  static boolean dense(Locale locale) {
    return switch (locale.getLanguage()) {
      case "zh", "ja", "ko" -> true;
      default -> false;
    };
  }

  /// Whether a reader of `target` needs no translation of a text in `from`.
  ///
  /// Only Chinese, Japanese and Korean are told apart; a note in another script is left as it is
  /// unless the reader reads Chinese.
  static boolean same(Locale from, Locale target) {
    return from.getLanguage().equals(target.getLanguage())
        || (from.getLanguage().equals("en") && !chinese(target));
  }
}
