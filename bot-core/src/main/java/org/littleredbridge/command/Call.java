package org.littleredbridge.command;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Member;
import org.littleredbridge.wording.Wording;

/// A command as it was given.
///
/// @param argument all after the command's name, stripped; may be empty
record Call(
    ChannelId channel,
    Member member,
    String argument,
    Locale language,
    Wording wording,
    Instant now) {
  private static final Pattern LAST = Pattern.compile("(?iu)^(.*?)\\s*\\blast\\s+(\\d{1,3})$");

  /// An argument that ends in `last N`.
  record Backlog(String rest, int last) {}

  String say(String key, Object... arguments) {
    return wording.say(language, key, arguments);
  }

  /// The argument without its `last N`; 0 when there is none.
  Backlog backlog() {
    var m = LAST.matcher(argument);
    return m.matches()
        ? new Backlog(m.group(1).strip(), Integer.parseInt(m.group(2)))
        : new Backlog(argument, 0);
  }

  Optional<String> given() {
    return argument.isEmpty() ? Optional.empty() : Optional.of(argument);
  }
}
