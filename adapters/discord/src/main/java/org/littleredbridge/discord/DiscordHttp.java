package org.littleredbridge.discord;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.Attachment;

/// Carries requests to Discord and answers back, and understands neither. Thread-safe.
final class DiscordHttp implements AutoCloseable {
  private static final long LARGEST_ANSWER = 8L << 20;
  private static final int KEPT_CONNECTIONS = 64;
  // The form that Discord asks for: an address and a version.
  private static final String AGENT = "DiscordBot (https://littleredbridge.org, 0.1)";

  /// @param secret goes along from memory, instead of files
  record Question(
      Method method,
      Route route,
      Optional<JsonNode> body,
      List<Attachment> files,
      Optional<Part.Secret> secret) {
    Question(Method method, Route route, Optional<JsonNode> body, List<Attachment> files) {
      this(method, route, body, files, Optional.empty());
    }
  }

  /// @param body a missing node for what is no JSON
  record Reply(int status, Headers headers, JsonNode body) {}

  private final HttpUrl base;
  private final String token;
  private final OkHttpClient client;
  private final OkHttpClient once;
  private final JsonMapper json =
      JsonMapper.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
  private final RequestBodies bodies = new RequestBodies(json);

  /// @throws IllegalArgumentException with a sentence that names the wrong setting
  DiscordHttp(DiscordConfig config, HttpUrl base) {
    this.base = base;
    token = config.token();
    client = client(config);
    once = client.newBuilder().retryOnConnectionFailure(false).build();
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

  /// Asks and waits.
  ///
  /// @throws IOException when there was no whole answer; it may have been done all the same
  Reply ask(Question question) throws IOException {
    try (var response = carrier(question).newCall(request(question)).execute()) {
      return new Reply(response.code(), response.headers(), read(response));
    }
  }

  /// What must not be done twice unseen is not repeated when a connection breaks; who asked for it
  /// knows how. The first sign to an interaction can be given once only, and has no time to lose.
  private OkHttpClient carrier(Question question) {
    return question.method() == Method.POST
            && !question.route().shape().startsWith("/interactions/")
        ? once
        : client;
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private Request request(Question question) {
    var route = question.route();
    var method = question.method();
    var url = base.newBuilder();
    route.segments().forEach(url::addPathSegment);
    route.query().forEach(url::addQueryParameter);
    if (method == Method.POST && route.shape().equals("/webhooks/{}/{}")) {
      // Otherwise Discord does not say which message came of it.
      url.addQueryParameter("wait", "true");
    }
    var request = new Request.Builder().url(url.build()).header("User-Agent", AGENT);
    if (!route.withToken()) {
      request.header("Authorization", "Bot " + token);
    }
    var bodiless = method == Method.GET || method == Method.DELETE;
    var sent =
        bodiless && question.body().isEmpty()
            ? null
            : question
                .secret()
                .map(secret -> bodies.of(question.body(), secret))
                .orElseGet(() -> bodies.of(question.body(), question.files(), repeats(question)));
    return request.method(method.name(), sent).build();
  }

  /// Whether it does no harm that OkHttp sends a request again when a connection breaks: Discord
  /// knows the message by its nonce, or the second does what the first did.
  private static boolean repeats(Question question) {
    return question.method() != Method.POST
        || question.body().filter(message -> message.has("nonce")).isPresent();
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
}
