package org.littleredbridge.store;

import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;

/// How the core's values go into columns: ids as their text, times as milliseconds since 1970.
final class CoreArguments implements ArgumentFactory {
  @Override
  public Optional<Argument> build(Type type, Object value, ConfigRegistry config) {
    return switch (value) {
      case Instant at -> Optional.of((place, s, _) -> s.setLong(place, millis(at)));
      case ChannelId channel -> text(channel.key());
      case NoteId id -> text(id.value());
      case CommentId id -> text(id.value());
      case CreatorId id -> text(id.value());
      case Feed feed -> text(feed.key());
      case AccessToken token -> text(token.value());
      case URI address -> text(address.toString());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Argument> text(String text) {
    return Optional.of((place, s, _) -> s.setString(place, text));
  }

  /// Milliseconds since 1970; `Instant.MAX` and the like, which mean "never", become the furthest
  /// time there is.
  static long millis(Instant at) {
    try {
      return at.toEpochMilli();
    } catch (ArithmeticException e) {
      return at.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
