package org.littleredbridge.translation;

import java.util.Locale;

/// A language's name in English, as a model understands it.
final class LanguageName {
  private LanguageName() {}

  static String of(Locale language) {
    if (!language.getLanguage().equals("zh")) {
      return language.getDisplayName(Locale.ENGLISH);
    }
    return isTraditional(language) ? "Traditional Chinese" : "Simplified Chinese";
  }

  static boolean isTraditional(Locale chinese) {
    return chinese.getScript().equals("Hant")
        || (chinese.getScript().isEmpty()
            && (chinese.getCountry().equals("TW")
                || chinese.getCountry().equals("HK")
                || chinese.getCountry().equals("MO")));
  }
}
