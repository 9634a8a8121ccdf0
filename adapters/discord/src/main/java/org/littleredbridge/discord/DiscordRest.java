package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.Attachment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks Discord's REST interface, version 10. Calls block, and are made for virtual threads.
/// Waits of up to a second are slept through, those of lanes only when they are hardly any; longer
/// ones come back as [ChatFailure.RateLimited]. Thread-safe.
///
/// Source: https://docs.discord.com/developers/reference.
final class DiscordRest implements AutoCloseable {
  /// Who the bot is.
  record Me(String userId, String applicationId, String name) {}

  /// What tests set otherwise.
  ///
  /// @param perSecond how many requests a second the bot may send
  record Surroundings(HttpUrl base, int perSecond, Sleep sleep) {
    static final Surroundings DISCORD =
        new Surroundings(
            HttpUrl.get("https://discord.com/api/v10"), Limits.PER_SECOND, Thread::sleep);
  }

  /// Lets time pass.
  interface Sleep {
    void pause(Duration length) throws InterruptedException;
  }

  private static final Logger log = LoggerFactory.getLogger(DiscordRest.class);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LEAST = Duration.ofMillis(50);
  private static final Duration MOMENT = LEAST;
  private static final Duration PROBE = Duration.ofMinutes(5);
  // Longer than any id or name that Discord's words have: tokens.
  private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9_-]{32,}");

  private final DiscordConfig config;
  private final Clock clock;
  private final Surroundings surroundings;
  private final Limits limits;
  private final Invalids invalids;
  private final DiscordHttp http;
  private final AtomicReference<Optional<Instant>> refusedAt =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Me>> me = new AtomicReference<>(Optional.empty());

  /// @throws IllegalArgumentException with a sentence that names the wrong setting
  DiscordRest(DiscordConfig config, Clock clock) {
    this(config, clock, Surroundings.DISCORD);
  }

  DiscordRest(DiscordConfig config, Clock clock, Surroundings surroundings) {
    this.config = config;
    this.clock = clock;
    this.surroundings = surroundings;
    limits = new Limits(clock, surroundings.perSecond());
    invalids = new Invalids(clock);
    http = new DiscordHttp(config, surroundings.base());
  }

  /// Asks Discord and waits for its answer.
  ///
  /// @return the answer's body, a missing node where there is none
  /// @throws ChatException for every answer but a good one
  JsonNode call(Method method, Route route, Optional<JsonNode> body, List<Attachment> files) {
    return switch (ask(method, route, body, files)) {
      case Answer.Taken(var answer) -> answer;
      case Answer.Declined(var refusal) ->
          throw refusal.exception(Rights.of(method, route, body, !files.isEmpty(), false));
    };
  }

  JsonNode get(Route route) {
    return call(Method.GET, route, Optional.empty(), List.of());
  }

  /// As [#call], for those who know what to do about a refusal.
  ///
  /// @throws ChatException when Discord asks to wait, does not answer, or refuses the token
  Answer ask(Method method, Route route, Optional<JsonNode> body, List<Attachment> files) {
    return ask(method, route, body, files, SHORT);
  }

  /// As [#ask], for the lanes of channels: while one waits, another should have its place.
  Answer askNow(Method method, Route route, Optional<JsonNode> body, List<Attachment> files) {
    return ask(method, route, body, files, MOMENT);
  }

  /// As [#askNow], of a message with a picture that is on no disk.
  Answer askNow(Route route, JsonNode message, Part.Secret secret) {
    return ask(
        new DiscordHttp.Question(
            Method.POST, route, Optional.of(message), List.of(), Optional.of(secret)),
        MOMENT);
  }

  private Answer ask(
      Method method,
      Route route,
      Optional<JsonNode> body,
      List<Attachment> files,
      Duration longest) {
    for (var file : files) {
      if (!Files.isReadable(file.file())) {
        throw unavailable("a file to be sent is not in the media cache any more");
      }
    }
    return ask(new DiscordHttp.Question(method, route, body, files), longest);
  }

  private Answer ask(DiscordHttp.Question question, Duration longest) {
    var method = question.method();
    var route = question.route();
    var patience = longest;
    while (true) {
      checkStanding(route);
      var leave = limits.ask(method, route, patience, longest.equals(SHORT));
      if (leave.granted()) {
        pause(leave.pause());
        switch (send(question, leave)) {
          case Outcome.Said(var answer) -> {
            return answer;
          }
          case Outcome.Slower(var wait) -> patience = afterRefusal(patience, wait);
        }
      } else {
        patience = spend(patience, leave.pause());
        pause(leave.pause());
      }
    }
  }

  /// Keeps to another share of the bot's second from now on.
  ///
  /// @param requests how many a second
  void perSecond(int requests) {
    limits.perSecond(Math.min(requests, surroundings.perSecond()));
  }

  /// Who the bot is; asked once.
  Me me() {
    return me.get().orElseGet(this::askMe);
  }

  /// Whether Discord refused the bot's token at the last call.
  boolean refused() {
    return refusedAt.get().isPresent();
  }

  /// A sentence on why calls are held back for a while: too many were refused.
  Optional<String> heldBack() {
    return invalids
        .pause()
        .map(_ ->
            "Discord has refused so much within ten minutes that the bridge holds its calls back,"
                + " lest Discord shuts it out. The log tells what was refused.");
  }

  @Override
  public void close() {
    http.close();
  }

  private Me askMe() {
    var application = get(Route.of("/applications/@me"));
    var user = application.has("bot") ? application.path("bot") : get(Route.of("/users/@me"));
    var answer =
        new Me(
            user.path("id").asText(),
            application.path("id").asText(),
            user.path("username").asText());
    me.set(Optional.of(answer));
    return answer;
  }

  private sealed interface Outcome {
    record Said(Answer answer) implements Outcome {}

    record Slower(Duration pause) implements Outcome {}
  }

  /// What is left of our patience after a wait.
  private static Duration spend(Duration patience, Duration wait) {
    var spent = wait.compareTo(LEAST) < 0 ? LEAST : wait;
    if (spent.compareTo(patience) > 0) {
      throw new ChatException(new ChatFailure.RateLimited(spent));
    }
    return patience.minus(spent);
  }

  /// The wait itself is slept through, and spent, when leave is asked for again.
  private static Duration afterRefusal(Duration patience, Duration wait) {
    if (wait.compareTo(patience) > 0) {
      throw new ChatException(new ChatFailure.RateLimited(wait));
    }
    return spend(patience, LEAST);
  }

  /// Sends nothing of which the answer is known beforehand.
  private void checkStanding(Route route) {
    var since = refusedAt.get();
    if (since.isPresent()
        && !route.withToken()
        && clock.instant().isBefore(since.get().plus(PROBE))) {
      throw tokenRefused();
    }
    invalids
        .pause()
        .ifPresent(pause -> {
          throw new ChatException(new ChatFailure.RateLimited(pause));
        });
  }

  private Outcome send(DiscordHttp.Question question, Limits.Leave leave) {
    DiscordHttp.Reply reply;
    try {
      reply = http.ask(question);
    } catch (IOException e) {
      limits.lost(leave);
      throw unavailable(
          "Discord was not reached: "
              + clean(e.getClass().getSimpleName() + " " + e.getMessage(), question.route()));
    }
    return judge(reply, question.method(), question.route(), leave);
  }

  private Outcome judge(DiscordHttp.Reply reply, Method method, Route route, Limits.Leave leave) {
    int status = reply.status();
    if (status == 429) {
      return slower(reply, method, route, leave);
    }
    limits.answered(leave, method, route, reply.headers());
    if (status == 401 || status == 403) {
      invalids.add();
    }
    if (status == 401 && !route.withToken()) {
      refusedAt.set(Optional.of(clock.instant()));
      log.atError().addKeyValue("route", route).log("discord refused the bot's token");
      throw tokenRefused();
    }
    if (status >= 200 && status < 300) {
      return said(status, reply.body(), route);
    }
    var words = clean(Refusal.words(reply.body()), route);
    var code = reply.body().path("code").asInt(0);
    return new Outcome.Said(new Answer.Declined(new Refusal(status, code, words, route)));
  }

  private Outcome said(int status, JsonNode body, Route route) {
    if (!route.withToken()) {
      refusedAt.set(Optional.empty());
    }
    if (status != 204 && !body.isContainerNode()) {
      throw unavailable("Discord answered something unreadable (" + status + ")");
    }
    return new Outcome.Said(new Answer.Taken(body));
  }

  private Outcome slower(DiscordHttp.Reply reply, Method method, Route route, Limits.Leave leave) {
    var after = reply.body().path("retry_after");
    var wait =
        limits.refused(
            leave,
            method,
            route,
            reply.headers(),
            after.isNumber() ? Optional.of(after.asDouble()) : Optional.empty());
    var scope = reply.headers().get("X-RateLimit-Scope");
    if (!"shared".equals(scope)) {
      invalids.add();
    }
    log.atInfo()
        .addKeyValue("route", route)
        .addKeyValue("pause", wait)
        .addKeyValue("scope", scope == null ? "unsaid" : scope)
        .log("discord asks to wait");
    return new Outcome.Slower(wait);
  }

  private void pause(Duration length) {
    if (length.isZero()) {
      return;
    }
    try {
      surroundings.sleep().pause(length);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unavailable("the bridge is stopping");
    }
  }

  private static ChatException tokenRefused() {
    return unavailable(
        "Discord refuses the bot's token. Put the right one into discord.token and restart the"
            + " bridge.");
  }

  private static ChatException unavailable(String detail) {
    return new ChatException(new ChatFailure.Unavailable(detail));
  }

  /// Words without our token or one of the address.
  private String clean(String words, Route route) {
    var clean = words.replace(config.token(), "…");
    if (route.withToken()) {
      clean = clean.replace(route.words().get(1), "…");
    }
    return LONG_RUN.matcher(clean).replaceAll("…");
  }
}
