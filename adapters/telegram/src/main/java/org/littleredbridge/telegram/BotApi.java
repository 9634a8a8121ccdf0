package org.littleredbridge.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.telegram.telegrambots.client.TelegramMultipartBuilder;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;

/// Calls the Bot API with telegrambots' methods and objects, over OkHttp: telegrambots' own client
/// hands each call to another thread and back, and builds of each answer all that it says. Blocks
/// the caller, which is meant to be a virtual thread. Thread-safe.
final class BotApi implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration UPLOAD = Duration.ofMinutes(15);
  // Telegram answers an upload only when it has worked the file over.
  private static final Duration UPLOAD_SILENCE = Duration.ofMinutes(3);
  private static final Duration UPLOAD_STANDSTILL = Duration.ofMinutes(1);
  // As many as there are lanes: a connection less would be opened anew for every message.
  private static final int CONNECTIONS = 64;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration END = Duration.ofSeconds(10);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// The parts of a call that may carry files.
  interface Form {
    void fill(TelegramMultipartBuilder parts) throws IOException;
  }

  private final Redaction redaction;
  private final Reachability reachability;
  private final HttpUrl bot;
  private final Map<String, HttpUrl> addresses = new ConcurrentHashMap<>();
  private final OkHttpClient quick;
  private final OkHttpClient uploads;
  // OkHttp counts a call as ended before its answer is read.
  private final Semaphore calls = new Semaphore(Integer.MAX_VALUE);
  private volatile boolean closed;

  BotApi(TelegramConfig config, Redaction redaction, Reachability reachability) {
    this.redaction = redaction;
    this.reachability = reachability;
    bot =
        HttpUrl.get(config.api().toString())
            .newBuilder()
            .addPathSegment("bot" + config.token())
            .build();
    // One length for the whole call: a timer for each piece of it would cost more than the piece.
    quick =
        http()
            .connectionPool(new ConnectionPool(CONNECTIONS, IDLE.toSeconds(), TimeUnit.SECONDS))
            .callTimeout(QUICK)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
    uploads =
        quick
            .newBuilder()
            .callTimeout(UPLOAD)
            .readTimeout(UPLOAD_SILENCE)
            .writeTimeout(UPLOAD_STANDSTILL)
            .build();
  }

  /// A client that follows nobody elsewhere with the token in the address.
  static OkHttpClient.Builder http() {
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT)
        .followRedirects(false)
        .followSslRedirects(false)
        // OkHttp would send a message again on a fresh connection without telling, and Telegram
        // does not know repeats: failing is the core's to answer.
        .retryOnConnectionFailure(false);
  }

  /// A short call.
  ///
  /// @param type what it answers with
  /// @throws BotApiException when it came to nothing
  <T extends Serializable> T ask(BotApiMethod<T> method, Class<T> type) {
    return call(quick, method.getMethod(), body(method), at -> MAPPER.readValue(at, type));
  }

  /// Posts a text.
  ///
  /// @throws BotApiException when it came to nothing
  Receipt send(SendMessage message) {
    return call(quick, message.getMethod(), body(message), Receipt::read);
  }

  /// A call whose answer says no more than that it was done.
  ///
  /// @throws BotApiException when it came to nothing
  void done(BotApiMethod<?> method) {
    call(
        quick,
        method.getMethod(),
        body(method),
        at -> {
          at.skipChildren();
          return true;
        });
  }

  /// A call that may carry files.
  ///
  /// @param method its name
  /// @throws BotApiException when it came to nothing
  <T> T upload(String method, Form form, Answer.Result<T> result) {
    return call(uploads, method, body(form), result);
  }

  private RequestBody body(BotApiMethod<?> method) {
    try {
      method.validate();
      // By way of a string: half a character becomes a question mark and no exception.
      var json = MAPPER.writeValueAsString(method);
      return RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON);
    } catch (TelegramApiValidationException | JsonProcessingException e) {
      // What telegrambots does not write, Telegram would refuse.
      throw new BotApiException(400, redaction.say(e), Optional.empty(), OptionalLong.empty());
    }
  }

  private RequestBody body(Form form) {
    var parts = new TelegramMultipartBuilder(MAPPER);
    try {
      form.fill(parts);
    } catch (IOException e) {
      throw BotApiException.unanswered("not asked: " + redaction.say(e));
    }
    return parts.build();
  }

  private <T> T call(
      OkHttpClient client, String method, RequestBody body, Answer.Result<T> result) {
    if (closed || !calls.tryAcquire()) {
      throw BotApiException.unanswered("the bridge is stopping");
    }
    try {
      return answered(client, method, body, result);
    } finally {
      calls.release();
    }
  }

  private <T> T answered(
      OkHttpClient client, String method, RequestBody body, Answer.Result<T> result) {
    var address =
        addresses.computeIfAbsent(method, m -> bot.newBuilder().addPathSegment(m).build());
    var request = new Request.Builder().url(address).post(body).build();
    try (var response = client.newCall(request).execute()) {
      return switch (answer(response, Answers.whole(response), result)) {
        case Answer.Done(var done) -> done;
        case Answer.Refused<T> refused -> throw exception(refused);
      };
    } catch (IOException e) {
      throw BotApiException.unanswered(
          Thread.currentThread().isInterrupted()
              ? "interrupted"
              : "no answer: " + redaction.say(e));
    }
  }

  private static <T> Answer<T> answer(Response response, byte[] bytes, Answer.Result<T> result) {
    try {
      var answer = Answer.read(MAPPER, bytes, result);
      if (response.isSuccessful() || answer instanceof Answer.Refused<T>) {
        return answer;
      }
    } catch (IOException e) {
      // Its words may quote the answer; that there is no sense in it is all there is to tell.
      if (response.isSuccessful()) {
        throw BotApiException.unanswered("an answer that cannot be read");
      }
    }
    return new Answer.Refused<>(
        response.code(), Answers.notInForm(response), Optional.empty(), OptionalLong.empty());
  }

  private BotApiException exception(Answer.Refused<?> answer) {
    var words = redaction.clean(answer.words());
    var pause = BotApiException.pauseIn(words);
    var refused =
        new BotApiException(
            pause.isPresent() ? 429 : answer.code(),
            words,
            answer.retryAfter().or(() -> pause),
            answer.migrateTo());
    if (refused.tokenRefused()) {
      reachability.refused();
    }
    return refused;
  }

  /// Lets calls in flight end, for ten seconds at most.
  @Override
  public void close() {
    closed = true;
    try {
      if (!calls.tryAcquire(Integer.MAX_VALUE, END.toMillis(), TimeUnit.MILLISECONDS)) {
        quick.dispatcher().cancelAll();
      }
    } catch (InterruptedException e) {
      quick.dispatcher().cancelAll();
      Thread.currentThread().interrupt();
    }
    quick.connectionPool().evictAll();
  }
}
