package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a LibreTranslate server told of itself.
///
/// @param targets the codes into which each code is translated
/// @param characters that it takes in one request
record LibreTranslateServer(Map<String, Set<String>> targets, int characters) {
  /// Where the server sets no limit we do, since it works for seconds on a sentence.
  private static final int MOST_CHARACTERS = 5_000;

  /// Newer servers say zh-Hans and zh-Hant, older ones zh and zt.
  private static final List<String> SIMPLIFIED = List.of("zh-Hans", "zh");

  private static final List<String> TRADITIONAL = List.of("zh-Hant", "zt");

  /// @param languages of `GET /languages`
  /// @param settings of `GET /frontend/settings`; its `charLimit` is -1 or absent for none
  static LibreTranslateServer of(JsonNode languages, JsonNode settings) {
    var targets = new HashMap<String, Set<String>>();
    for (var language : languages) {
      var into = new HashSet<String>();
      language.path("targets").forEach(target -> into.add(target.asText()));
      targets.put(language.path("code").asText(), Set.copyOf(into));
    }
    var limit = settings.path("charLimit").asInt(-1);
    return new LibreTranslateServer(
        Map.copyOf(targets), limit < 1 ? MOST_CHARACTERS : Math.min(limit, MOST_CHARACTERS));
  }

  Optional<String> source(Locale from) {
    return codes(from).stream().filter(targets::containsKey).findFirst();
  }

  /// The code of `to` that can be had from `source`.
  Optional<String> target(String source, Locale to) {
    var into = targets.getOrDefault(source, Set.of());
    return codes(to).stream()
        .filter(code -> into.contains(code) && !code.equals(source))
        .findFirst();
  }

  private static List<String> codes(Locale language) {
    if (!language.getLanguage().equals("zh")) {
      return List.of(language.toLanguageTag(), language.getLanguage());
    }
    return LanguageName.isTraditional(language) ? TRADITIONAL : SIMPLIFIED;
  }
}
