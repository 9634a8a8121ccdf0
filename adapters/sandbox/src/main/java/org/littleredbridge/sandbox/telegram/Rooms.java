package org.littleredbridge.sandbox.telegram;

import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// All chats and all people. Thread safe.
final class Rooms {
  private static final long SUPERGROUPS = -1_000_000_000_000L;
  // Ids of a run that began later are higher: 1 a second and chat, from June 2025 on.
  private static final long SOME_DAY = 1_750_000_000L;
  private final Map<Long, Room> rooms = new ConcurrentSkipListMap<>();
  private final Map<String, Room> byName = new ConcurrentHashMap<>();
  private final Map<Long, TelegramUser> users = new ConcurrentHashMap<>();
  private final AtomicLong nextGroup = new AtomicLong(4_000_000);
  private final TelegramUser bot;
  private final SandboxTelegramConfig config;
  private final Clock clock;

  Rooms(SandboxTelegramConfig config, Clock clock) {
    this.bot = config.bot();
    this.config = config;
    this.clock = clock;
    users.put(bot.id(), bot);
  }

  TelegramUser bot() {
    return bot;
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  Collection<Room> all() {
    return rooms.values();
  }

  Optional<TelegramUser> user(long id) {
    return Optional.ofNullable(users.get(id));
  }

  TelegramUser meet(TelegramUser user) {
    users.put(user.id(), user);
    return user;
  }

  long freshId(ChatKind kind) {
    long number = nextGroup.getAndIncrement();
    return kind == ChatKind.GROUP ? -number : SUPERGROUPS - number;
  }

  Room create(long id, ChatKind kind, String title, Optional<String> username, Standing standing) {
    if ((kind == ChatKind.PRIVATE) != (id > 0)) {
      throw new IllegalArgumentException(
          "A private chat's id is its person's, above 0; all others are below 0.");
    }
    int before = config.lastingIds() ? (int) (now() - SOME_DAY) : 0;
    var room = new Room(id, kind, title, username, config.keep(), before);
    room.put(Membership.of(bot, standing));
    if (rooms.putIfAbsent(id, room) != null) {
      throw new IllegalArgumentException("There is a chat %d already.".formatted(id));
    }
    username.ifPresent(name -> byName.put(name.toLowerCase(Locale.ROOT), room));
    return room;
  }

  /// The private chat with somebody who talks to the bot, made when there is none.
  Room privately(TelegramUser user) {
    meet(user);
    synchronized (this) {
      var room =
          find(user.id())
              .orElseGet(() ->
                  create(
                      user.id(),
                      ChatKind.PRIVATE,
                      user.firstName(),
                      user.username(),
                      Standing.MEMBER));
      room.joins(user);
      return room;
    }
  }

  Optional<Room> find(long id) {
    return Optional.ofNullable(rooms.get(id));
  }

  Room require(long id) {
    return find(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no chat %d; make it first (POST /_sandbox/chats).".formatted(id)));
  }

  /// The chat that a call names, whether or not the bot is in it.
  Room named(Params params) {
    var word = params.text("chat_id").orElseThrow(() -> Refusal.bad("chat_id is empty"));
    var room =
        word.startsWith("@")
            ? Optional.ofNullable(byName.get(word.substring(1).toLowerCase(Locale.ROOT)))
            : number(word).flatMap(this::find);
    return room.orElseThrow(() -> stranger(word));
  }

  private Refusal stranger(String word) {
    // Known from a group, but never wrote to the bot.
    return number(word).flatMap(this::user).filter(user -> user.id() != bot.id()).isPresent()
        ? Refusal.forbidden("bot can't initiate conversation with a user")
        : Refusal.bad("chat not found");
  }

  /// The chat that a call names, when the bot is in it.
  Room open(Params params) {
    var room = named(params);
    if (room.migratedTo().isPresent()) {
      throw Refusal.migrated(room.migratedTo().getAsLong());
    }
    var standing = mine(room).standing();
    if (room.kind() == ChatKind.PRIVATE) {
      if (standing == Standing.KICKED) {
        throw Refusal.forbidden("bot was blocked by the user");
      }
      if (standing == Standing.LEFT) {
        throw Refusal.forbidden("bot can't initiate conversation with a user");
      }
    } else if (standing == Standing.KICKED) {
      throw Refusal.forbidden("bot was kicked from the %s chat".formatted(room.kind().wire()));
    } else if (standing == Standing.LEFT) {
      throw Refusal.forbidden("bot is not a member of the %s chat".formatted(room.kind().wire()));
    }
    return room;
  }

  /// The same, when the bot may send this there.
  Room open(Params params, String right, String words) {
    var room = open(params);
    var mine = mine(room);
    if (room.kind() == ChatKind.CHANNEL && !mine.standing().administers()) {
      throw Refusal.bad("need administrator rights in the channel chat");
    }
    boolean may = room.kind() == ChatKind.CHANNEL ? mine.may("can_post_messages") : mine.may(right);
    if (!may) {
      throw Refusal.bad("not enough rights to send %s to the chat".formatted(words));
    }
    return room;
  }

  Membership mine(Room room) {
    return room.member(bot.id()).orElseGet(() -> Membership.of(bot, Standing.LEFT));
  }

  private static Optional<Long> number(String word) {
    try {
      return Optional.of(Long.valueOf(word));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
