package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.MessageRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what was written while nobody listened, on all shards of this process. A connection that
/// resumes gets everything by itself; after a new session, and after a start, Discord replays
/// nothing.
///
/// Read are at most 100 messages of each of the 100 channels in which the bridge spoke last: all
/// after a new session, and at a channel's first post after a start. What was written longer than a
/// day ago, or deeper than that, stays unheard, and so do presses and commands: their members were
/// told by Discord that nobody answered. Where the bridge speaks is known from what it says itself
/// and, when another process speaks for it, from the gateway. Thread-safe.
final class Absence {
  private static final Logger log = LoggerFactory.getLogger(Absence.class);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final String MOST = "100";

  /// @param guild empty in a private chat
  private record Heard(String message, Optional<String> guild) {}

  private final DiscordRest rest;
  private final Places places;
  private final Clock clock;
  private final Duration again;
  private final Cache<String, Heard> newest;
  // Channels whose past was read, or is about to be; many more than are read after an absence.
  private final Cache<String, Boolean> known;

  /// @param again how long to wait before Discord is asked a second time; ten times that before a
  ///   third
  Absence(DiscordRest rest, Places places, Clock clock, Duration again) {
    this.rest = rest;
    this.places = places;
    this.clock = clock;
    this.again = again;
    newest =
        Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterAccess(A_DAY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    known =
        Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(A_DAY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// A message was heard; only channels in which the bridge speaks matter.
  void heard(JsonNode message) {
    newest
        .asMap()
        .computeIfPresent(
            message.path("channel_id").asText(),
            (_, last) ->
                new Heard(later(last.message(), message.path("id").asText()), last.guild()));
  }

  private static String later(String one, String other) {
    return Comparator.comparingInt(String::length)
                .thenComparing(Comparator.naturalOrder())
                .compare(one, other)
            < 0
        ? other
        : one;
  }

  /// The bridge has spoken. Blocks while it reads what came before, the first time.
  ///
  /// @param serves whether a server's messages are heard by who asks
  /// @param missed takes each message that may have been missed, oldest first
  void spoke(MessageRef message, Predicate<Optional<String>> serves, Consumer<JsonNode> missed) {
    if (message.channel().chat().startsWith("!")) {
      return;
    }
    try {
      var channel = places.target(message.channel());
      var guild =
          message.channel().isPrivate() ? Optional.<String>empty() : places.place(channel).guild();
      if (serves.test(guild)) {
        first(channel, guild, message.id()).ifPresent(gap -> read(List.of(gap), missed));
      }
    } catch (ChatException e) {
      log.atWarn().addKeyValue("failure", e.failure()).log("earlier replies could not be read");
    }
  }

  /// The bridge has spoken, as the gateway tells.
  ///
  /// @return reads what came before and blocks meanwhile; empty when that was read already
  Optional<Runnable> spoke(JsonNode message, Consumer<JsonNode> missed) {
    var channel = message.path("channel_id").asText();
    var id = message.path("id").asText();
    return Asked.isId(channel) && Asked.isId(id)
        ? first(channel, Asked.guild(message), id).map(gap -> () -> read(List.of(gap), missed))
        : Optional.empty();
  }

  private Optional<Gap> first(String channel, Optional<String> guild, String message) {
    newest.asMap().putIfAbsent(channel, new Heard(message, guild));
    var before = known.asMap().putIfAbsent(channel, true);
    // The first message of a thread that the post itself opened has its id.
    return before == null && !channel.equals(message)
        ? Optional.of(new Gap(channel, guild, "before", message))
        : Optional.empty();
  }

  /// A new session began, and between it and the former one, if there was one, nobody listened.
  ///
  /// @param serves whether a server's messages come in this session
  void over(Predicate<Optional<String>> serves, Consumer<JsonNode> missed) {
    var gaps = new ArrayList<Gap>();
    newest
        .asMap()
        .forEach((channel, heard) -> {
          if (serves.test(heard.guild())) {
            gaps.add(new Gap(channel, heard.guild(), "after", heard.message()));
          }
        });
    read(gaps, missed);
  }

  /// What nobody heard of one channel.
  ///
  /// @param side of the message on which it lies, `before` or `after`
  private record Gap(String channel, Optional<String> guild, String side, String message) {}

  /// Goes through all of them several times: when a session was lost, Discord is often not well
  /// yet.
  private void read(List<Gap> gaps, Consumer<JsonNode> missed) {
    var left = gaps;
    for (var pause = again; ; pause = pause.multipliedBy(10)) {
      boolean last = pause.compareTo(again.multipliedBy(10)) > 0;
      left = left.stream().filter(gap -> !read(gap, last, missed)).toList();
      if (last || left.isEmpty()) {
        return;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// @return false when it is worth another try
  private boolean read(Gap gap, boolean last, Consumer<JsonNode> missed) {
    List<JsonNode> messages = new ArrayList<>();
    try {
      var shape = "/channels/{}/messages?" + gap.side() + "={}&limit=" + MOST;
      rest.get(Route.of(shape, gap.channel(), gap.message())).forEach(messages::add);
    } catch (ChatException e) {
      var hope =
          e.failure() instanceof ChatFailure.Unavailable
              || e.failure() instanceof ChatFailure.RateLimited;
      if (last || !hope) {
        log.atWarn()
            .addKeyValue("channel", gap.channel())
            .addKeyValue("failure", e.failure())
            .log("missed replies could not be read");
      }
      return !hope;
    }
    tell(gap, messages, missed);
    return true;
  }

  private void tell(Gap gap, List<JsonNode> messages, Consumer<JsonNode> missed) {
    var oldest = clock.instant().minus(A_DAY);
    messages.stream()
        .filter(one -> Asked.at(one.path("id").asText()).filter(oldest::isBefore).isPresent())
        .sorted(
            Comparator.comparingInt((JsonNode one) -> one.path("id").asText().length())
                .thenComparing(one -> one.path("id").asText()))
        .forEach(one -> {
          if (one instanceof ObjectNode whole) {
            gap.guild().ifPresent(id -> whole.put("guild_id", id));
          }
          heard(one);
          missed.accept(one);
        });
  }
}
