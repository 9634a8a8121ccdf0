package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;

/// Carries requests to a translation service. Goes to no other address than the one it was given,
/// whatever the service answers, since the key goes with the request. Thread-safe.
final class EngineHttp implements AutoCloseable {
  /// A note is a few kilobytes in any language.
  static final long LARGEST_ANSWER = 2L << 20;

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration BEFORE_AGAIN = Duration.ofMillis(250);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final OkHttpClient client;
  private final Map<String, String> headers;
  private final Clock clock;

  /// @param headers sent with each request
  /// @param timeLimit for a whole call
  /// @param clock for dates in `Retry-After`
  EngineHttp(Map<String, String> headers, Duration timeLimit, Clock clock) {
    this.headers = Map.copyOf(headers);
    this.clock = clock;
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(timeLimit)
            .writeTimeout(timeLimit)
            .callTimeout(timeLimit)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(2, 30, TimeUnit.SECONDS))
            .build();
  }

  /// What came back.
  ///
  /// @param json missing when the body is no JSON
  /// @param pause what `Retry-After` says
  record Answer(int status, JsonNode json, Optional<Duration> pause) {
    boolean isSuccessful() {
      return status >= 200 && status < 300;
    }

    /// A fault of the service that is over in a moment more often than not.
    boolean isStumble() {
      return status == 500 || status == 502 || status == 503 || status == 504;
    }
  }

  /// @throws EngineException when there is no answer to read
  Answer post(URI url, JsonNode body) {
    var bytes = Json.bytes(body);
    return ask(request(url).post(RequestBody.create(bytes, JSON)).build());
  }

  /// @throws EngineException when there is no answer to read
  Answer get(URI url) {
    return ask(request(url).build());
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }

  private Request.Builder request(URI url) {
    var request = new Request.Builder().url(url.toString());
    headers.forEach(request::header);
    return request;
  }

  /// Once more after a stumble: a translation that is asked for twice does no harm.
  private Answer ask(Request request) {
    try {
      var answer = once(request);
      if (!answer.isStumble()) {
        return answer;
      }
    } catch (InterruptedIOException e) {
      // Who took the whole time once would take it twice.
      throw unreachable(e);
    } catch (IOException e) {
      // The second try tells.
    }
    pause();
    try {
      return once(request);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Answer once(Request request) throws IOException {
    try (var response = client.newCall(request).execute()) {
      var source = response.body().source();
      if (source.request(LARGEST_ANSWER + 1)) {
        if (response.isSuccessful()) {
          throw new EngineException(
              new EngineFailure.Implausible(), "the answer is larger than 2 MiB");
        }
        return answer(response, new byte[0]);
      }
      return answer(response, source.readByteArray());
    }
  }

  private Answer answer(Response response, byte[] body) {
    return new Answer(
        response.code(),
        Json.read(body),
        RetryAfter.read(Optional.ofNullable(response.header("Retry-After")), clock));
  }

  /// Without the exception's own words, which may hold the address.
  private static EngineException unreachable(IOException e) {
    var how =
        e instanceof InterruptedIOException
            ? "no answer in time"
            : "no answer (" + e.getClass().getSimpleName() + ")";
    return new EngineException(
        new EngineFailure.Down(), how + ": is the service running, and is its url right?");
  }

  private static void pause() {
    try {
      Thread.sleep(BEFORE_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(new EngineFailure.Down(), "stopped while waiting");
    }
  }
}
