package org.littleredbridge.wording;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Every sentence that a person reads, by key and language. Thread-safe.
///
/// Arguments are put in by [MessageFormat]: numbers are grouped the way the language does, so ids
/// go in as strings.
public final class Wording {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /// The sentence of `key` in `language`, in English when that language is not spoken.
  ///
  /// @throws java.util.MissingResourceException when there is no such key
  public String say(Locale language, String key, Object... arguments) {
    var bundle =
        ResourceBundle.getBundle("org/littleredbridge/wording/messages", language, NO_FALLBACK);
    return new MessageFormat(bundle.getString(key), language).format(arguments);
  }

  /// Whether a channel may choose this language.
  public boolean speaks(Locale language) {
    return language.getLanguage().equals("en") || language.getLanguage().equals("zh");
  }
}
