package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A channel and what was written in it. Thread safe; no lock is held over a whole send.
final class ChannelState {
  static final int TEXT = 0;
  static final int DIRECT = 1;
  static final int ANNOUNCEMENT = 5;
  static final int ANNOUNCEMENT_THREAD = 10;
  static final int PUBLIC_THREAD = 11;
  static final int PRIVATE_THREAD = 12;
  static final int FORUM = 15;
  // Discord says "a few minutes":
  // https://docs.discord.com/developers/resources/message#create-message
  private static final Duration NONCES_LAST = Duration.ofMinutes(5);
  final String id;
  final int type;
  final String guild;
  final Optional<String> parent;
  final Optional<SandboxUser> recipient;
  final String owner;
  final Instant created;
  final List<Tag> tags = new CopyOnWriteArrayList<>();
  final List<String> appliedTags = new CopyOnWriteArrayList<>();
  final Map<String, Overwrite> overwrites = new ConcurrentHashMap<>();
  volatile String name;
  volatile boolean tagRequired;
  volatile boolean archived;
  volatile boolean locked;
  volatile boolean announced = true;
  private final int keep;
  private final AtomicInteger kept = new AtomicInteger();
  private final ConcurrentSkipListMap<Long, StoredMessage> messages = new ConcurrentSkipListMap<>();
  private final Map<String, Sent> nonces = new ConcurrentHashMap<>();

  /// A forum's tag.
  record Tag(String id, String name, boolean moderated) {}

  /// Rights given to or taken from a role (type 0) or member (type 1) here.
  record Overwrite(int type, long allow, long deny) {}

  private record Sent(StoredMessage message, Instant until) {}

  ChannelState(
      String id,
      int type,
      String guild,
      Optional<String> parent,
      Optional<SandboxUser> recipient,
      String owner,
      String name,
      Instant created,
      int keep) {
    this.id = id;
    this.type = type;
    this.guild = guild;
    this.parent = parent;
    this.recipient = recipient;
    this.owner = owner;
    this.name = name;
    this.created = created;
    this.keep = keep;
  }

  boolean thread() {
    return type >= ANNOUNCEMENT_THREAD && type <= PRIVATE_THREAD;
  }

  boolean direct() {
    return type == DIRECT;
  }

  boolean takesMessages() {
    return type != FORUM;
  }

  SandboxChannel handle() {
    return new SandboxChannel(id, guild, name);
  }

  Optional<StoredMessage> message(String message) {
    return Snowflakes.wellFormed(message)
        ? Optional.ofNullable(messages.get(Long.parseLong(message)))
        : Optional.empty();
  }

  /// Oldest first.
  List<StoredMessage> all() {
    return List.copyOf(messages.values());
  }

  /// Newest first, from an id downwards.
  List<StoredMessage> before(long id, int most) {
    return messages.headMap(id, false).descendingMap().values().stream().limit(most).toList();
  }

  /// Oldest first, from an id upwards.
  List<StoredMessage> after(long id, int most) {
    return messages.tailMap(id, false).values().stream().limit(most).toList();
  }

  void add(StoredMessage message) {
    messages.put(Long.parseLong(message.id()), message);
    if (kept.incrementAndGet() > keep && messages.pollFirstEntry() != null) {
      kept.decrementAndGet();
    }
  }

  /// Empty when it is not there any more.
  Optional<StoredMessage> change(String message, UnaryOperator<StoredMessage> how) {
    return Snowflakes.wellFormed(message)
        ? Optional.ofNullable(
            messages.computeIfPresent(Long.parseLong(message), (_, old) -> how.apply(old)))
        : Optional.empty();
  }

  Optional<StoredMessage> remove(String message) {
    var gone =
        Snowflakes.wellFormed(message)
            ? Optional.ofNullable(messages.remove(Long.parseLong(message)))
            : Optional.<StoredMessage>empty();
    gone.ifPresent(_ -> kept.decrementAndGet());
    return gone;
  }

  String lastMessage() {
    var last = messages.lastEntry();
    return last == null ? "" : last.getValue().id();
  }

  int count() {
    return kept.get();
  }

  /// The message that was sent with this nonce; makes it when there is none. Only one caller with
  /// the same nonce makes one.
  Once once(String nonce, Instant now, java.util.function.Supplier<StoredMessage> make) {
    if (nonces.size() > 4096) {
      nonces.values().removeIf(sent -> sent.until.isBefore(now));
    }
    var made = new boolean[1];
    var sent =
        nonces.compute(
            nonce,
            (_, before) -> {
              if (before != null && before.until.isAfter(now)) {
                return before;
              }
              made[0] = true;
              return new Sent(make.get(), now.plus(NONCES_LAST));
            });
    return new Once(sent.message, made[0]);
  }

  /// @param made false: it had been sent before
  record Once(StoredMessage message, boolean made) {}

  void describeTags(ObjectNode to) {
    var all = to.putArray("available_tags");
    for (var tag : tags) {
      all.addObject()
          .put("id", tag.id)
          .put("name", tag.name)
          .put("moderated", tag.moderated)
          .putNull("emoji_id")
          .putNull("emoji_name");
    }
  }
}
