package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;

/// The servers that the bot is in, as the gateway tells. Thread-safe.
final class Guilds {
  /// How long ago the bot may have come into a server that was there at the start: the bridge may
  /// have been down when it was invited. Repeated events are told apart by their ids.
  private static final Duration FRESH = Duration.ofDays(1);

  private final Clock clock;
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  Guilds(Clock clock) {
    this.clock = clock;
  }

  /// A session began with these servers.
  void ready(JsonNode data) {
    present.clear();
    data.path("guilds").forEach(guild -> present.add(guild.path("id").asText()));
  }

  boolean isEmpty() {
    return present.isEmpty();
  }

  Community community(String id) {
    return new Community(Places.MESSENGER, id, names.getOrDefault(id, ""));
  }

  void renamed(JsonNode data) {
    names.put(data.path("id").asText(), data.path("name").asText(""));
  }

  /// A server was told of: at every start, after an outage, or because the bot was invited.
  Optional<Event> created(JsonNode data) {
    var id = data.path("id").asText();
    if (id.isBlank() || data.path("unavailable").asBoolean(false)) {
      return Optional.empty();
    }
    renamed(data);
    var joined = time(data.path("joined_at").asText());
    var unheardOf = present.add(id);
    var fresh = joined.filter(at -> at.isAfter(clock.instant().minus(FRESH))).isPresent();
    if (!unheardOf && !fresh) {
      return Optional.empty();
    }
    var at = joined.orElseGet(clock::instant);
    var channel = data.path("system_channel_id").asText("");
    return Optional.of(
        new Event.Joined(
            Places.MESSENGER + ":joined:" + id + ":" + at.toEpochMilli(),
            ChannelId.of(Places.MESSENGER, channel.isBlank() ? id : channel),
            community(id),
            Optional.empty(),
            at));
  }

  /// A server went away: for good, or because Discord has an outage.
  Optional<Event> deleted(JsonNode data) {
    var id = data.path("id").asText();
    if (id.isBlank() || data.path("unavailable").asBoolean(false)) {
      return Optional.empty();
    }
    present.remove(id);
    var now = clock.instant();
    return Optional.of(
        new Event.Left(
            Places.MESSENGER + ":left:" + id + ":" + now.toEpochMilli(),
            ChannelId.of(Places.MESSENGER, id),
            community(id),
            now));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
