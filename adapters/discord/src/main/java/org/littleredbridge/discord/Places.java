package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.chat.ChannelId;

/// What is known about Discord's channels, asked over REST and kept for some minutes. Thread-safe.
///
/// Two who ask for the same channel at once may both ask Discord: nobody waits for another's
/// question.
final class Places {
  enum Kind {
    TEXT,
    ANNOUNCEMENT,
    FORUM,
    MEDIA,
    THREAD,
    DIRECT,
    /// Takes no messages, such as a category.
    OTHER
  }

  /// @param parent of a thread, the channel that it belongs to
  /// @param tags of a forum, the ids of tags that a post may bear, those that everybody may use
  ///   first
  record Place(
      String id,
      Kind kind,
      Optional<String> guild,
      Optional<String> parent,
      String name,
      List<String> tags,
      boolean tagRequired) {
    Place {
      tags = List.copyOf(tags);
    }

    /// Whether every message there opens a thread of its own.
    boolean opensThreads() {
      return kind == Kind.FORUM || kind == Kind.MEDIA;
    }
  }

  static final String MESSENGER = "discord";
  static final long LEAST_UPLOAD = 10L << 20;

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int KEPT = 20_000;
  private static final int REQUIRE_TAG = 1 << 4;

  private final DiscordRest rest;
  private final Cache<String, Place> places;
  private final Cache<String, Long> uploads;
  private final Cache<String, String> chats;

  Places(DiscordRest rest, Clock clock) {
    this.rest = rest;
    places = cache(clock);
    uploads = cache(clock);
    chats = cache(clock);
  }

  private static <V> Cache<String, V> cache(Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(KEPT)
        .expireAfterWrite(FRESH)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }

  /// @throws org.littleredbridge.chat.ChatException when Discord does not tell
  Place place(String channel) {
    var known = places.getIfPresent(channel);
    if (known != null) {
      return known;
    }
    var place = read(rest.get(Route.of("/channels/{}", channel)));
    places.put(channel, place);
    return place;
  }

  /// How the core names a channel: a thread as its parent's.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not tell
  ChannelId channelOf(String channel) {
    var parent = place(channel).parent();
    return parent
        .map(whole -> new ChannelId(MESSENGER, whole, Optional.of(channel)))
        .orElseGet(() -> ChannelId.of(MESSENGER, channel));
  }

  /// Discord's id of the channel that messages go to: the thread, if there is one, or the private
  /// chat with a person, which is opened at need.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not open the chat
  String target(ChannelId channel) {
    return channel.chat().startsWith("@")
        ? chat(channel.chat().substring(1))
        : channel.thread().orElse(channel.chat());
  }

  /// The largest file that this place takes, in bytes: by the server's boosts. Source:
  /// https://docs.discord.com/developers/reference, “Uploading Files”, and
  /// https://support.discord.com/hc/articles/360028038352.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not answer
  long largestUpload(ChannelId channel) {
    if (channel.isPrivate()) {
      return LEAST_UPLOAD;
    }
    return place(target(channel)).guild().map(this::upload).orElse(LEAST_UPLOAD);
  }

  /// Forgets a channel that changed.
  void forget(String channel) {
    places.invalidate(channel);
  }

  private String chat(String person) {
    var known = chats.getIfPresent(person);
    if (known != null) {
      return known;
    }
    var body = JsonNodeFactory.instance.objectNode().put("recipient_id", person);
    var chat =
        rest.call(Method.POST, Route.of("/users/@me/channels"), Optional.of(body), List.of())
            .path("id")
            .asText();
    chats.put(person, chat);
    return chat;
  }

  private long upload(String guild) {
    var known = uploads.getIfPresent(guild);
    if (known != null) {
      return known;
    }
    var answer = rest.ask(Method.GET, Route.of("/guilds/{}", guild), Optional.empty(), List.of());
    var most =
        switch (answer) {
          case Answer.Taken(var body) -> upload(body.path("premium_tier").asInt(0));
          // What every server takes. Whether we may speak here at all, the message will show.
          case Answer.Declined _ -> LEAST_UPLOAD;
        };
    uploads.put(guild, most);
    return most;
  }

  private static long upload(int tier) {
    return switch (tier) {
      case 2 -> 50L << 20;
      case 3 -> 100L << 20;
      default -> LEAST_UPLOAD;
    };
  }

  private static Place read(JsonNode channel) {
    var kind = kind(channel.path("type").asInt(-1));
    return new Place(
        channel.path("id").asText(),
        kind,
        text(channel, "guild_id"),
        kind == Kind.THREAD ? text(channel, "parent_id") : Optional.empty(),
        channel.path("name").asText(""),
        tags(channel.path("available_tags")),
        (channel.path("flags").asInt(0) & REQUIRE_TAG) != 0);
  }

  /// Source: https://docs.discord.com/developers/resources/channel, “Channel Types”.
  private static Kind kind(int type) {
    return switch (type) {
      // Voice and stage channels have a chat too.
      case 0, 2, 13 -> Kind.TEXT;
      case 1, 3 -> Kind.DIRECT;
      case 5 -> Kind.ANNOUNCEMENT;
      case 10, 11, 12 -> Kind.THREAD;
      case 15 -> Kind.FORUM;
      case 16 -> Kind.MEDIA;
      default -> Kind.OTHER;
    };
  }

  private static List<String> tags(JsonNode available) {
    var free = new ArrayList<String>();
    var moderated = new ArrayList<String>();
    available.forEach(tag ->
        (tag.path("moderated").asBoolean(false) ? moderated : free).add(tag.path("id").asText()));
    free.addAll(moderated);
    return free;
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asText("")).filter(value -> !value.isBlank());
  }
}
