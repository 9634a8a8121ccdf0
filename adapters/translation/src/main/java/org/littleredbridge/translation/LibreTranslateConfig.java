package org.littleredbridge.translation;

import java.net.URI;
import java.time.Duration;

/// A LibreTranslate server, which anybody may run.
///
/// Source: https://docs.libretranslate.com
///
/// @param name unique among the engines
/// @param url the base address
/// @param key empty where the server asks for none
/// @param timeLimit for a call
public record LibreTranslateConfig(String name, URI url, ApiKey key, Duration timeLimit) {
  public LibreTranslateConfig {
    ServiceAddress.check(url);
    if (name.isBlank()) {
      throw new IllegalArgumentException("an engine has a name");
    }
  }

  public static LibreTranslateConfig of(String name, URI url, ApiKey key) {
    return new LibreTranslateConfig(name, url, key, Duration.ofSeconds(120));
  }

  public LibreTranslateConfig withTimeLimit(Duration value) {
    return new LibreTranslateConfig(name, url, key, value);
  }
}
