package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Member;

/// Who manages a server: its owner, and who has “Manage Server” or “Administrator” by a role.
/// Thread-safe.
///
/// Discord tells of changed roles, but of a member's changed roles only to bots that may see all
/// members; so an answer lives five minutes at most, and a no half a minute, because somebody who
/// was just promoted tries again at once. Of a server on whose shard another process listens
/// nothing is told here, so a yes lives no longer than a no.
final class Standings {
  private static final long MANAGES = 1L << 3 | 1L << 5;
  private static final Duration YES = Duration.ofMinutes(5);
  private static final Duration NO = Duration.ofSeconds(30);

  /// @param age how often the server had changed when this was asked
  private record Question(String guild, int age, String member) {}

  private record Answered(boolean manages, boolean heard) {}

  private final DiscordRest rest;
  private final Places places;
  private final Cache<Question, Answered> answers;
  private final Predicate<Optional<String>> hears;
  private final Map<String, Integer> ages = new ConcurrentHashMap<>();

  /// @param hears whether this process is told of a server's changes
  Standings(DiscordRest rest, Places places, Clock clock, Predicate<Optional<String>> hears) {
    this.rest = rest;
    this.places = places;
    this.hears = hears;
    answers =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfter(
                Expiry.<Question, Answered>creating(
                    (_, answer) -> answer.manages() && answer.heard() ? YES : NO))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// As [org.littleredbridge.chat.Messenger#manages].
  boolean manages(ChannelId channel, Member member) {
    return switch (member.standing()) {
      case MANAGES -> true;
      case TAKES_PART -> false;
      case NOT_SAID ->
          channel.isPrivate()
              ? channel.equals(ChannelId.person(Places.MESSENGER, member.id()))
              : places
                  .place(channel.chat())
                  .guild()
                  .filter(guild -> managesServer(guild, member.id()))
                  .isPresent();
    };
  }

  /// Something changed that may bear on who manages a server.
  void changed(String guild) {
    ages.merge(guild, 1, Integer::sum);
  }

  private boolean managesServer(String guild, String member) {
    var question = new Question(guild, ages.getOrDefault(guild, 0), member);
    var known = answers.getIfPresent(question);
    // Nor does a yes outlive the moment when its shard went to another process.
    if (known != null && (!known.heard() || hears.test(Optional.of(guild)))) {
      return known.manages();
    }
    var heard = hears.test(Optional.of(guild));
    var answer = ask(guild, member);
    answers.put(question, new Answered(answer, heard));
    return answer;
  }

  private boolean ask(String guild, String member) {
    var server = rest.get(Route.of("/guilds/{}", guild));
    if (server.path("owner_id").asText().equals(member)) {
      return true;
    }
    var route = Route.of("/guilds/{}/members/{}", guild, member);
    return switch (rest.ask(Method.GET, route, Optional.empty(), List.of())) {
      case Answer.Taken(var found) -> mayManage(guild, server.path("roles"), found.path("roles"));
      case Answer.Declined(var refusal) -> {
        if (refusal.status() != 404) {
          throw refusal.exception(List.of());
        }
        yield false;
      }
    };
  }

  private static boolean mayManage(String guild, JsonNode roles, JsonNode held) {
    for (var role : roles) {
      var id = role.path("id").asText();
      // The role that everybody has bears the server's id.
      if ((id.equals(guild) || holds(held, id))
          && (role.path("permissions").asLong(0) & MANAGES) != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(JsonNode held, String role) {
    for (var one : held) {
      if (one.asText().equals(role)) {
        return true;
      }
    }
    return false;
  }
}
