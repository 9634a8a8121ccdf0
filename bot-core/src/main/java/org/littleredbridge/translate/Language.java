package org.littleredbridge.translate;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Optional;

/// Tells a text's language by its script, as far as the bridge needs it.
final class Language {
  /// A Han character says about as much as several Latin letters: one in twelve makes a text
  /// Chinese ("iPhone Pro Max 开箱"), fewer are a word in a foreign text.
  private static final int LATIN_PER_HAN = 12;

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

  static boolean chinese(Locale locale) {
    return locale.getLanguage().equals("zh");
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
