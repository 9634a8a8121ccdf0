package org.littleredbridge.rednote;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
import org.littleredbridge.rednote.XiaohongshuMcp.GatewayConfig;

/// Carries questions to a gateway and reads its envelope. Thread-safe.
final class GatewayHttp implements AutoCloseable {
  static final long LARGEST_ANSWER = 16L << 20;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final HttpUrl base;
  private final GatewayConfig config;
  private final Clock clock;
  private final Duration bodyTime;
  private final Redaction redaction;
  private final OkHttpClient client;
  private final OkHttpClient asking;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  /// @param bodyTime how long an answer may take from its first byte to its last
  GatewayHttp(GatewayConfig config, Clock clock, Duration bodyTime) {
    this.config = config;
    this.clock = clock;
    this.bodyTime = bodyTime;
    base = HttpUrl.get(config.url().toString());
    redaction = new Redaction(config.token());
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
    var url = base.newBuilder().addPathSegments(question.path()).build();
    var request = new Request.Builder().url(url).tag(Departure.class, departure);
    config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
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
    byte[] bytes;
    try {
      var source = response.body().source();
      if (source.request(LARGEST_ANSWER + 1)) {
        return garbled(response, "the answer is larger than 16 MiB");
      }
      bytes = source.readByteArray();
    } catch (IOException e) {
      return garbled(response, said("the answer was cut off: ", e));
    }
    try {
      var body = new Wire(json.readTree(bytes));
      return body.isObject() ? envelope(response, body) : garbled(response, "not a JSON object");
    } catch (IOException _) {
      // Jackson's message may quote the answer; ours says enough.
      return garbled(response, "HTTP " + response.code() + " without readable JSON");
    }
  }

  private Reply envelope(Response response, Wire body) {
    if (response.isSuccessful() && body.flag("success")) {
      return new Reply.Answered(body.at("data"));
    }
    if (response.isSuccessful() && !body.has("success") && !body.has("error")) {
      return garbled(response, "the answer is not that of a xiaohongshu-mcp gateway");
    }
    var details = body.at("details").node();
    var words = details.isValueNode() ? details.asText("") : details.toString();
    if (response.isSuccessful() && words.isBlank()) {
      // A failure in the clothes of a success has no `details`.
      words = body.text("error", "message");
    }
    return refused(response, body.text("code"), words, body.text("error", "message"));
  }

  private Reply refused(Response response, String code, String words, String title) {
    var empty = words.equals("{}") || words.equals("[]") || words.equals("null");
    return new Reply.Refused(
        new Refusal(
            response.code(),
            Redaction.shorten(redaction.clean(code)),
            empty ? "" : redaction.clean(words),
            redaction.clean(title),
            RetryAfter.read(response.header("Retry-After"), clock)));
  }

  /// An unreadable answer; its status may still tell the cause.
  private Reply garbled(Response response, String how) {
    var told =
        new Refusal(
            response.code(), "", "", how, RetryAfter.read(response.header("Retry-After"), clock));
    var failure = told.failure();
    var telling = response.code() >= 400 && !(failure instanceof Failure.BadRequest);
    return new Reply.Broken(telling ? failure : new Failure.Garbled(how), true);
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
