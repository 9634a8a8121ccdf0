package org.littleredbridge.telegram;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Sees what becomes of each poll, of which telegrambots tells nobody.
final class PollWatch implements Interceptor {
  private final Reachability reachability;
  private final AtomicBoolean closing;
  private final Runnable alive;
  private final Consumer<Duration> asked;

  /// @param closing whether a poll that breaks off was broken off by us
  /// @param alive runs when a poll ended, however
  /// @param asked hears how long Telegram wants to hear nothing
  PollWatch(
      Reachability reachability, AtomicBoolean closing, Runnable alive, Consumer<Duration> asked) {
    this.reachability = reachability;
    this.closing = closing;
    this.alive = alive;
    this.asked = asked;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      var response = chain.proceed(chain.request());
      if (!response.isSuccessful()) {
        failed(response);
      }
      return response;
    } catch (IOException e) {
      if (closing.get()) {
        return nothing(chain.request());
      }
      // Cleaned by the interceptor below.
      reachability.trying(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      alive.run();
    }
  }

  /// telegrambots would call our own end an error.
  private static Response nothing(Request request) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("closing")
        .body(ResponseBody.Companion.create("{\"ok\":true,\"result\":[]}", null))
        .build();
  }

  private void failed(Response response) throws IOException {
    switch (response.code()) {
      case 401, 404 -> reachability.refused();
      case 409 -> reachability.anotherPolls();
      default -> {
        reachability.trying("status " + response.code());
        var body = Answers.read(response.peekBody(Answers.LARGEST).bytes());
        var seconds = body.path("parameters").path("retry_after");
        if (seconds.canConvertToInt() && seconds.asInt() > 0) {
          asked.accept(Duration.ofSeconds(seconds.asInt()));
        }
      }
    }
  }
}
