package org.littleredbridge.telegram;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;
import org.telegram.telegrambots.meta.generics.TelegramClient;

/// Calls the Bot API through telegrambots. Blocks. Thread-safe.
final class BotApi implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration UPLOAD = Duration.ofMinutes(15);
  // Telegram answers an upload only when it has worked the file over.
  private static final Duration UPLOAD_SILENCE = Duration.ofMinutes(3);

  /// Something that telegrambots does.
  interface Call<T> {
    T run(TelegramClient client) throws TelegramApiException;
  }

  private final Redaction redaction;
  private final Reachability reachability;
  private final OkHttpClient http;
  private final TelegramClient quick;
  private final TelegramClient uploads;

  BotApi(TelegramConfig config, Redaction redaction, Reachability reachability) {
    this.redaction = redaction;
    this.reachability = reachability;
    http = http(redaction);
    quick =
        new OkHttpTelegramClient(
            http.newBuilder().callTimeout(QUICK).readTimeout(QUICK).build(),
            config.token(),
            config.telegramUrl());
    uploads =
        new OkHttpTelegramClient(
            http.newBuilder()
                .callTimeout(UPLOAD)
                .readTimeout(UPLOAD_SILENCE)
                .writeTimeout(Duration.ofMinutes(1))
                .build(),
            config.token(),
            config.telegramUrl());
  }

  /// A client that follows nobody elsewhere with the token in the address.
  static OkHttpClient http(Redaction redaction) {
    var dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    // OkHttp's own five for one host would let five slow uploads stop everything.
    dispatcher.setMaxRequestsPerHost(64);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectTimeout(CONNECT)
        .followRedirects(false)
        .followSslRedirects(false)
        // OkHttp would send a message again on a fresh connection without telling, and Telegram
        // does not know repeats: failing is the core's to answer.
        .retryOnConnectionFailure(false)
        .connectionPool(new ConnectionPool(8, 20, TimeUnit.SECONDS))
        .addInterceptor(new Answers(redaction))
        .build();
  }

  /// A short call.
  ///
  /// @throws BotApiException when it came to nothing
  <T extends Serializable, M extends BotApiMethod<T>> T ask(M method) {
    return run(quick, client -> client.execute(method));
  }

  /// A call that may carry files.
  ///
  /// @throws BotApiException when it came to nothing
  <T> T upload(Call<T> call) {
    return run(uploads, call);
  }

  private <T> T run(TelegramClient client, Call<T> call) {
    try {
      @Nullable T answer = call.run(client);
      if (answer == null) {
        throw BotApiException.unanswered("an answer without a result");
      }
      return answer;
    } catch (TelegramApiException e) {
      var refused = refused(e);
      if (refused.tokenRefused()) {
        reachability.refused();
      }
      throw refused;
    }
  }

  private BotApiException refused(TelegramApiException e) {
    if (e instanceof TelegramApiRequestException request
        && request.getApiResponse() != null
        && request.getErrorCode() != null) {
      var parameters = Optional.ofNullable(request.getParameters());
      var words = redaction.clean(request.getApiResponse());
      var pause = BotApiException.pauseIn(words);
      return new BotApiException(
          pause.isPresent() ? 429 : request.getErrorCode(),
          words,
          parameters
              .flatMap(p -> Optional.ofNullable(p.getRetryAfter()))
              .map(Duration::ofSeconds)
              .or(() -> pause),
          parameters
              .flatMap(p -> Optional.ofNullable(p.getMigrateToChatId()))
              .map(OptionalLong::of)
              .orElse(OptionalLong.empty()));
    }
    if (e instanceof TelegramApiValidationException) {
      // telegrambots saw what Telegram would refuse.
      return new BotApiException(400, redaction.say(e), Optional.empty(), OptionalLong.empty());
    }
    return BotApiException.unanswered(reason(e));
  }

  private String reason(TelegramApiException e) {
    var cause = e.getCause();
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
    return cause instanceof IOException io && !(e instanceof TelegramApiRequestException)
        ? "no answer: " + redaction.say(io)
        : "an answer that cannot be read";
  }

  /// Lets calls in flight end, for ten seconds at most.
  @Override
  public void close() {
    var threads = http.dispatcher().executorService();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        http.dispatcher().cancelAll();
      }
    } catch (InterruptedException e) {
      http.dispatcher().cancelAll();
      Thread.currentThread().interrupt();
    }
    http.connectionPool().evictAll();
  }
}
