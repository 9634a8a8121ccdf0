package org.littleredbridge.rednote;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.littleredbridge.note.Failure;

/// Carries questions to a gateway and hands what comes back to its [Dialect]. Thread-safe.
final class GatewayHttp implements AutoCloseable {
  static final long LARGEST_ANSWER = 16L << 20;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  /// How a gateway is reached.
  ///
  /// @param bearer the token that goes into the header `Authorization`
  /// @param secret what must never show in a failure
  record Door(URI url, Optional<String> bearer, Optional<String> secret) {
    @Override
    public String toString() {
      return "Door[url=" + url + "]";
    }
  }

  private final HttpUrl base;
  private final Door door;
  private final Dialect dialect;
  private final Clock clock;
  private final Duration bodyTime;
  private final Redaction redaction;
  private final OkHttpClient client;
  private final OkHttpClient asking;

  /// @param bodyTime how long an answer may take from its first byte to its last
  GatewayHttp(Door door, Dialect dialect, Clock clock, Duration bodyTime) {
    this.door = door;
    this.dialect = dialect;
    this.clock = clock;
    this.bodyTime = bodyTime;
    base = HttpUrl.get(door.url().toString());
    redaction = new Redaction(door.secret());
    client =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .followRedirects(false)
            .followSslRedirects(false)
            // Through a kept connection that the gateway has dropped meanwhile it would be unclear
            // whether a comment was sent.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .eventListenerFactory(call ->
                call.request().tag(Departure.class) instanceof Departure d ? d : EventListener.NONE)
            .build();
    // What may be asked again may use a kept one.
    asking =
        client.newBuilder().connectionPool(new ConnectionPool(1, 30, TimeUnit.SECONDS)).build();
  }

  /// Asks and waits. Never throws for what the gateway or the network does.
  Reply ask(Question question) {
    var departure = new Departure();
    var call = client(question).newCall(request(question, departure));
    try (var response = call.execute()) {
      return read(response);
    } catch (IOException e) {
      var failure =
          e instanceof ProtocolException
              ? new Failure.Garbled(said("the answer is not HTTP: ", e))
              : new Failure.Unreachable(said("", e));
      return new Reply.Broken(failure, departure.left);
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
    asking.connectionPool().evictAll();
  }

  private OkHttpClient client(Question question) {
    return (question.repeatable() ? asking : client)
        .newBuilder()
        .readTimeout(question.patience())
        .callTimeout(question.patience().plus(bodyTime))
        .retryOnConnectionFailure(question.repeatable())
        .build();
  }

  private Request request(Question question, Departure departure) {
    var url = base.newBuilder().addPathSegments(question.path());
    question.query().forEach(url::addQueryParameter);
    var request = new Request.Builder().url(url.build()).tag(Departure.class, departure);
    door.bearer().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    question.body().ifPresent(body -> request.post(body(body.toString(), question.repeatable())));
    return request.build();
  }

  /// A body that may be sent once only keeps OkHttp from asking again, which it else does after a
  /// 503 with `Retry-After: 0`.
  private static RequestBody body(String text, boolean repeatable) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return JSON;
      }

      @Override
      public long contentLength() {
        return bytes.length;
      }

      @Override
      public boolean isOneShot() {
        return !repeatable;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
      }
    };
  }

  private Reply read(Response response) {
    try {
      var source = response.body().source();
      if (source.request(LARGEST_ANSWER + 1)) {
        return received(response, new byte[0]).unreadable("the answer is larger than 16 MiB");
      }
      return dialect.read(received(response, source.readByteArray()));
    } catch (IOException e) {
      return received(response, new byte[0]).unreadable(said("the answer was cut off: ", e));
    }
  }

  private Received received(Response response, byte[] body) {
    var fresh = response.cacheControl().maxAgeSeconds();
    return new Received(
        response.code(),
        body,
        RetryAfter.read(response.header("Retry-After"), clock),
        fresh > 0 ? Optional.of(RetryAfter.bounded(Duration.ofSeconds(fresh))) : Optional.empty(),
        redaction);
  }

  private String said(String before, IOException e) {
    var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Redaction.shorten(before + redaction.clean(message));
  }

  /// Notices when a request begins to leave us.
  private static final class Departure extends EventListener {
    private volatile boolean left;

    @Override
    public void requestHeadersStart(Call call) {
      left = true;
    }
  }
}
