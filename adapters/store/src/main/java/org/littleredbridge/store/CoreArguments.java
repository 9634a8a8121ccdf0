package org.littleredbridge.store;

import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;

/// How the core's values go into columns: ids as their text, times as milliseconds since 1970.
final class CoreArguments implements ArgumentFactory.Preparable {
  private static final List<Class<?>> OURS =
      List.of(
          Instant.class,
          String.class,
          ChannelId.class,
          NoteId.class,
          CommentId.class,
          CreatorId.class,
          Feed.class,
          AccessToken.class,
          URI.class);

  private final UnaryOperator<String> storable;

  /// @param storable makes of a text what the engine can hold
  CoreArguments(UnaryOperator<String> storable) {
    this.storable = storable;
  }

  // By type, since JDBI asks its own factories first when one only builds by value.
  @Override
  public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
    return type instanceof Class<?> kind && isOurs(kind)
        ? Optional.of(this::argument)
        : Optional.empty();
  }

  @Override
  public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
    return value != null && isOurs(value.getClass())
        ? Optional.of(argument(value))
        : Optional.empty();
  }

  private static boolean isOurs(Class<?> type) {
    for (var ours : OURS) {
      if (ours.isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  private Argument argument(Object value) {
    return switch (column(value)) {
      case Long number -> (place, s, _) -> s.setLong(place, number);
      case String text -> {
        var kept = storable.apply(text);
        yield (place, s, _) -> s.setString(place, kept);
      }
      default -> throw new IllegalStateException("neither number nor text: " + value.getClass());
    };
  }

  /// What a column holds of a value: a text or a [Long].
  static Object column(Object value) {
    return switch (value) {
      case Instant at -> millis(at);
      case String text -> text;
      case ChannelId channel -> channel.key();
      case NoteId id -> id.value();
      case CommentId id -> id.value();
      case CreatorId id -> id.value();
      case Feed feed -> feed.key();
      case AccessToken token -> token.value();
      case URI address -> address.toString();
      default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
    };
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
