package org.littleredbridge.wording;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/// Every sentence that a person reads, by key and language. Thread-safe.
///
/// Arguments are put in by [MessageFormat]: numbers are grouped the way the language does, so ids
/// go in as strings.
public final class Wording {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  // The platform's own memory of them takes longer to ask than a sentence takes to make.
  private final Map<Locale, ResourceBundle> bundles = new ConcurrentHashMap<>();

  /// The sentence of `key` in `language`, in English when that language is not spoken.
  ///
  /// @throws java.util.MissingResourceException when there is no such key
  public String say(Locale language, String key, Object... arguments) {
    var bundle =
        bundles.computeIfAbsent(
            language,
            l -> ResourceBundle.getBundle("org/littleredbridge/wording/messages", l, NO_FALLBACK));
    return new MessageFormat(bundle.getString(key), language).format(arguments);
  }

  /// Whether a channel may choose this language.
  public boolean speaks(Locale language) {
    return language.getLanguage().equals("en") || language.getLanguage().equals("zh");
  }
}
