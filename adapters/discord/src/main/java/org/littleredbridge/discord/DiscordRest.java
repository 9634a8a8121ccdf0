package org.littleredbridge.discord;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.Proxy;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Part.Attachment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks Discord's REST interface, version 10. Calls block, and are made for virtual threads.
/// Waits of up to a second are slept through; longer ones come back as [ChatFailure.RateLimited].
/// Thread-safe.
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
  private static final Duration PROBE = Duration.ofMinutes(5);
  // Longer than any id or name that Discord's words have: tokens.
  private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9_-]{32,}");
  private static final long LARGEST_ANSWER = 8L << 20;
  private static final int KEPT_CONNECTIONS = 64;
  // The form that Discord asks for: an address and a version.
  private static final String AGENT = "DiscordBot (https://littleredbridge.org, 0.1)";

  private final DiscordConfig config;
  private final Clock clock;
  private final Surroundings surroundings;
  private final Limits limits;
  private final Invalids invalids;
  private final OkHttpClient client;
  private final JsonMapper json =
      JsonMapper.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
  private final RequestBodies bodies = new RequestBodies(json);
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
    client = client(config);
  }

  private static OkHttpClient client(DiscordConfig config) {
    var trust = Trust.of(config.trust());
    var builder =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .sslSocketFactory(trust.context().getSocketFactory(), trust.manager())
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(Duration.ofSeconds(30))
            .writeTimeout(Duration.ofSeconds(30))
            .callTimeout(Duration.ofMinutes(3))
            .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, 1, TimeUnit.MINUTES));
    config.proxy().ifPresent(address -> builder.proxy(new Proxy(Proxy.Type.HTTP, address)));
    return builder.build();
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
    for (var file : files) {
      if (!Files.isReadable(file.file())) {
        throw unavailable("a file to be sent is not in the media cache any more");
      }
    }
    var request = request(method, route, body, files);
    var patience = SHORT;
    while (true) {
      checkStanding(route);
      var leave = limits.ask(method, route, patience);
      if (leave.granted()) {
        pause(leave.pause());
        switch (send(request, method, route, leave)) {
          case Outcome.Said(var answer) -> {
            return answer;
          }
          case Outcome.Slower() -> patience = spend(patience, LEAST);
        }
      } else {
        patience = spend(patience, leave.pause());
        pause(leave.pause());
      }
    }
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
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
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

    record Slower() implements Outcome {}
  }

  /// What is left of our patience after a wait.
  private static Duration spend(Duration patience, Duration wait) {
    var spent = wait.compareTo(LEAST) < 0 ? LEAST : wait;
    if (spent.compareTo(patience) > 0) {
      throw new ChatException(new ChatFailure.RateLimited(spent));
    }
    return patience.minus(spent);
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

  private Request request(
      Method method, Route route, Optional<JsonNode> body, List<Attachment> files) {
    var url = surroundings.base().newBuilder();
    route.segments().forEach(url::addPathSegment);
    route.query().forEach(url::addQueryParameter);
    if (method == Method.POST && route.shape().equals("/webhooks/{}/{}")) {
      // Otherwise Discord does not say which message came of it.
      url.addQueryParameter("wait", "true");
    }
    var request = new Request.Builder().url(url.build()).header("User-Agent", AGENT);
    if (!route.withToken()) {
      request.header("Authorization", "Bot " + config.token());
    }
    var bodiless = method == Method.GET || method == Method.DELETE;
    return request
        .method(
            method.name(),
            bodiless && body.isEmpty() ? null : bodies.of(body, files, repeats(method, body)))
        .build();
  }

  /// Whether it does no harm that OkHttp sends a request again when a connection breaks: Discord
  /// knows the message by its nonce, or the second does what the first did.
  private static boolean repeats(Method method, Optional<JsonNode> body) {
    return method != Method.POST || body.filter(message -> message.has("nonce")).isPresent();
  }

  private Outcome send(Request request, Method method, Route route, Limits.Leave leave) {
    var answered = false;
    try (var response = client.newCall(request).execute()) {
      var body = read(response);
      answered = true;
      return judge(response, body, method, route, leave);
    } catch (IOException e) {
      throw unavailable(
          "Discord was not reached: "
              + clean(e.getClass().getSimpleName() + " " + e.getMessage(), route));
    } finally {
      if (!answered) {
        limits.lost(leave);
      }
    }
  }

  /// @return a missing node for what is no JSON
  private JsonNode read(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(LARGEST_ANSWER + 1)) {
      throw new IOException("the answer is larger than 8 MiB");
    }
    var bytes = source.readByteArray();
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : json.readTree(bytes);
    } catch (IOException _) {
      // A page of the edge before Discord, or garbage: its status tells more than it.
      return MissingNode.getInstance();
    }
  }

  private Outcome judge(
      Response response, JsonNode body, Method method, Route route, Limits.Leave leave) {
    int status = response.code();
    if (status == 429) {
      return slower(response, body, method, route, leave);
    }
    limits.answered(leave, method, route, response.headers());
    if (status == 401 || status == 403) {
      invalids.add();
    }
    if (status == 401 && !route.withToken()) {
      refusedAt.set(Optional.of(clock.instant()));
      log.atError().addKeyValue("route", route).log("discord refused the bot's token");
      throw tokenRefused();
    }
    if (response.isSuccessful()) {
      return said(status, body, route);
    }
    var words = clean(Refusal.words(body), route);
    return new Outcome.Said(
        new Answer.Declined(new Refusal(status, body.path("code").asInt(0), words, route)));
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

  private Outcome slower(
      Response response, JsonNode body, Method method, Route route, Limits.Leave leave) {
    var after = body.path("retry_after");
    var wait =
        limits.refused(
            leave,
            method,
            route,
            response.headers(),
            after.isNumber() ? Optional.of(after.asDouble()) : Optional.empty());
    if (!"shared".equals(response.header("X-RateLimit-Scope"))) {
      invalids.add();
    }
    log.atInfo()
        .addKeyValue("route", route)
        .addKeyValue("pause", wait)
        .addKeyValue("scope", response.header("X-RateLimit-Scope", "unsaid"))
        .log("discord asks to wait");
    if (wait.compareTo(SHORT) > 0) {
      throw new ChatException(new ChatFailure.RateLimited(wait));
    }
    return new Outcome.Slower();
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
