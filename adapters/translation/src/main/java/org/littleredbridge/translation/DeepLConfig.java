package org.littleredbridge.translation;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// DeepL, or a server that speaks its interface, such as MTranServer.
///
/// Source: https://developers.deepl.com/docs/api-reference/translate
///
/// @param name unique among the engines
/// @param url the whole address that translates
/// @param marks how what must not be translated is told apart
/// @param glossary the id of a glossary at DeepL, which forces its wording
/// @param timeLimit for a call; MTranServer downloads a model in its first
public record DeepLConfig(
    String name, URI url, ApiKey key, Marks marks, Optional<String> glossary, Duration timeLimit) {
  /// How marks are kept.
  public enum Marks {
    /// As tags that DeepL leaves alone.
    XML,
    /// As they are, for servers that know no tags.
    PLAIN
  }

  public DeepLConfig {
    ServiceAddress.check(url);
    if (name.isBlank()) {
      throw new IllegalArgumentException("an engine has a name");
    }
  }

  /// DeepL for the key's plan, or the server at `url`.
  public static DeepLConfig of(String name, Optional<URI> url, ApiKey key) {
    var address = url.orElseGet(() -> URI.create(host(key) + "/v2/translate"));
    var marks = ServiceAddress.isAt(address, "deepl.com") ? Marks.XML : Marks.PLAIN;
    return new DeepLConfig(name, address, key, marks, Optional.empty(), Duration.ofSeconds(90));
  }

  /// Keys of the free plan end in `:fx`, and work at a host of their own. Source:
  /// https://developers.deepl.com/docs/getting-started/auth
  private static String host(ApiKey key) {
    return key.value().endsWith(":fx") ? "https://api-free.deepl.com" : "https://api.deepl.com";
  }

  public DeepLConfig withMarks(Marks value) {
    return new DeepLConfig(name, url, key, value, glossary, timeLimit);
  }

  public DeepLConfig withGlossary(Optional<String> value) {
    return new DeepLConfig(name, url, key, marks, value, timeLimit);
  }

  public DeepLConfig withTimeLimit(Duration value) {
    return new DeepLConfig(name, url, key, marks, glossary, value);
  }
}
