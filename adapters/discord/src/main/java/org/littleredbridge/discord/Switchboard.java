package org.littleredbridge.discord;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger.Listening;

/// On which shards this process listens. Others of the same bot may listen on the rest.
/// Thread-safe.
final class Switchboard implements AutoCloseable {
  // Who only listens asks Discord little: about threads, and once for what a channel missed. So
  // much of the bot's second is left to each; when there are more of them than usual, a refusal by
  // Discord now and then keeps them all back for a moment.
  private static final int LISTENER = 5;
  private static final int USUAL_LISTENERS = 3;

  private final Shards shards;
  private final DiscordRest rest;
  private final Map<Integer, Hearing> hearings = new ConcurrentSkipListMap<>();

  Switchboard(Shards shards, DiscordRest rest) {
    this.shards = shards;
    this.rest = rest;
    shards.whenMore(this::share);
  }

  /// @throws IllegalStateException when the shard is being listened on
  Listening listen(int shard, Hearing hearing) {
    if (hearings.putIfAbsent(shard, hearing) != null) {
      hearing.close();
      throw new IllegalStateException("shard " + shard + " is being listened on");
    }
    share();
    hearing.open();
    return () -> {
      if (hearings.get(shard) == hearing) {
        hearing.close();
        hearings.remove(shard, hearing);
        share();
      }
    };
  }

  /// Whether changes of a server, or of private chats, come to this process.
  boolean hears(Optional<String> guild) {
    return hearings.containsKey(Shards.of(guild, shards.count()));
  }

  /// The bridge has spoken, in this process.
  void spoke(MessageRef message) {
    hearings.values().forEach(hearing -> hearing.spoke(message));
  }

  /// By shard, the first one first.
  Collection<Hearing> hearings() {
    return hearings.values();
  }

  /// How much of the bot's requests a second this process may use: all of them belong to one
  /// application, whichever process sends. Who holds the first shard speaks for the bot.
  private void share() {
    rest.perSecond(share(shards.count(), hearings.size(), hearings.containsKey(0)));
  }

  /// @param held how many this process listens on
  static int share(int count, int held, boolean speaks) {
    if (held >= count || count == 1) {
      return Limits.PER_SECOND;
    }
    return speaks
        ? Limits.PER_SECOND - LISTENER * Math.min(count - held, USUAL_LISTENERS)
        : LISTENER;
  }

  @Override
  public void close() {
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      hearings.values().forEach(hearing -> all.execute(hearing::close));
    }
    hearings.clear();
  }
}
