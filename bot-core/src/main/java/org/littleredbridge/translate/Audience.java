package org.littleredbridge.translate;

import java.util.Locale;
import java.util.Optional;

/// For whom something is translated.
///
/// @param community its name in the store: whose words are explained, and whose budget pays; empty
///   for nobody's
public record Audience(Locale language, Optional<String> community) {
  public static Audience of(Locale language) {
    return new Audience(language, Optional.empty());
  }

  public Audience in(Locale other) {
    return new Audience(other, community);
  }
}
