package org.littleredbridge.chat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A command as services list it for people.
///
/// @param name small letters
/// @param descriptions at most 100 characters each, by language; always one for English
/// @param managersOnly whether only those who manage a channel get anything from it
/// @param elsewhere whether it may be given in one channel about another
public record MenuEntry(
    String name,
    Map<Locale, String> descriptions,
    Optional<Argument> argument,
    boolean managersOnly,
    boolean elsewhere) {
  /// One that may be given about another channel.
  public MenuEntry(
      String name,
      Map<Locale, String> descriptions,
      Optional<Argument> argument,
      boolean managersOnly) {
    this(name, descriptions, argument, managersOnly, true);
  }

  public MenuEntry {
    descriptions = Map.copyOf(descriptions);
  }

  /// What may follow the command's name.
  ///
  /// @param descriptions at most 100 characters each, by language; always one for English
  /// @param suggests whether [Messenger.Listener#suggest] knows something about it
  public record Argument(Map<Locale, String> descriptions, boolean required, boolean suggests) {
    public Argument {
      descriptions = Map.copyOf(descriptions);
    }
  }
}
