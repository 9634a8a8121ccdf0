package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;
import org.littleredbridge.wording.Wording;

/// Where a shown text comes from, as a sentence for people.
///
/// @param key in [Wording]
/// @param arguments for its places
public record Label(String key, List<String> arguments) {
  public Label {
    arguments = List.copyOf(arguments);
  }

  /// The sentence; empty when nothing needs to be said.
  public String say(Wording wording, Locale language) {
    return wording.say(language, key, arguments.toArray());
  }

  static Label of(String key, String... arguments) {
    return new Label(key, List.of(arguments));
  }
}
