package org.littleredbridge.health;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.littleredbridge.chat.Action;

/// Tells the people who run the bridge, in private, what they should know. Thread-safe; never waits
/// for a service.
public interface AdminNotices {
  /// @param key tells the matter from all others: what was told under it is never told again;
  ///   begins with a word for its kind and `:`
  /// @param english a sentence or two: what happened, and what to do about it; without secrets
  void tell(String key, String english);

  /// Tells each of them in the language of their private place.
  ///
  /// @param actions what they can do about it at the press of a button, where there are such
  default void ask(String key, Function<Locale, String> sentence, List<Action> actions) {
    tell(key, sentence.apply(Locale.ENGLISH));
  }
}
