package org.littleredbridge.command;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.wording.Wording;

/// A command as it was given.
///
/// @param given its event; the same when it runs again after a crash
/// @param argument all after the command's name, stripped; may be empty
/// @param paused how the channel was closed to us until this command showed that it is open
record Call(
    Event.Command given,
    String argument,
    Optional<Channels.Pause> paused,
    Locale language,
    Wording wording,
    Instant now) {
  private static final Pattern LAST = Pattern.compile("(?iu)\\blast\\s+0*(\\d+)$");
  // More digits than anybody needs are as good as this.
  private static final int MANY = 1_000;

  /// An argument that ends in `last N`.
  record Backlog(String rest, int last) {}

  ChannelId channel() {
    return given.channel();
  }

  Audience audience() {
    return new Audience(language, Optional.of(given.community().key()));
  }

  Member member() {
    return given.member();
  }

  String say(String key, Object... arguments) {
    return wording.say(language, key, arguments);
  }

  /// The argument without its `last N`; 0 when there is none.
  Backlog backlog() {
    var m = LAST.matcher(argument);
    if (!m.find()) {
      return new Backlog(argument, 0);
    }
    var last = m.group(1).length() > 3 ? MANY : Integer.parseInt(m.group(1));
    return new Backlog(argument.substring(0, m.start()).strip(), last);
  }
}
