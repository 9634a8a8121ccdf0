package org.littleredbridge.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.wording.Wording;

/// A button as it was pressed.
///
/// @param reader in which the answer is read
record Pressed(Event.Press event, Locale reader, Wording wording) {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  /// The member's own language where the service tells one that exists, else the channel's. Without
  /// regions and the like: each language costs one translation, and clients can make up any number
  /// of tags.
  static Locale reader(Member member, Locale channel) {
    return member
        .language()
        .map(Locale::getLanguage)
        .filter(LANGUAGES::contains)
        .map(language -> language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.of(language))
        .orElse(channel);
  }

  Audience audience() {
    return new Audience(reader, Optional.of(event.community().key()));
  }

  String say(String key, Object... arguments) {
    return wording.say(reader, key, arguments);
  }
}
