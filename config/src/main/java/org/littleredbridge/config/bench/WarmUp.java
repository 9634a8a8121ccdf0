package org.littleredbridge.config.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// Lets the stand-ins do their work for a while before anything is measured, so that a cold
/// stand-in is not taken for a slow bridge.
final class WarmUp {
  private static final int AT_ONCE = 32;
  private static final int NOTES = 200;
  private static final int LOOKS = 30;

  private WarmUp() {}

  /// @return how many messages a second the stand-in took towards the end: what it costs of itself,
  ///   with the JDK's client before it, on this machine as busy as it is
  static double run(int messages) {
    var house = new TelegramHouse();
    try (var town = new Town(NOTES, () -> house);
        var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      var creator = town.creators(1).getFirst();
      town.publish(creator.id(), 1, NOTES, false);
      var look =
          post(
              town.rednote().url() + "/api/v1/user/profile",
              "{\"user_id\":\"%s\",\"xsec_token\":\"AB\"}".formatted(creator.id()));
      IntStream.range(0, LOOKS).forEach(_ -> send(client, look));
      var chat = house.rooms(1).getFirst();
      var message =
          post(
              house.method("sendMessage"),
              """
              {"chat_id":"%s","parse_mode":"HTML","text":"<b>n000001 今天</b> %s",
               "link_preview_options":{"is_disabled":true},
               "reply_markup":{"inline_keyboard":[[{"text":"Original","callback_data":"o:1"}]]}}
              """
                  .formatted(chat, "这是今天写的笔记。".repeat(12)));
      sendAll(client, message, messages / 2);
      var began = System.nanoTime();
      sendAll(client, message, messages / 2);
      return messages / 2.0 * 1e9 / (System.nanoTime() - began);
    }
  }

  private static void sendAll(HttpClient client, HttpRequest message, int times) {
    var free = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < times; i++) {
        free.acquireUninterruptibly();
        threads.execute(() -> {
          try {
            send(client, message);
          } finally {
            free.release();
          }
        });
      }
    }
  }

  private static HttpRequest post(String address, String body) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static void send(HttpClient client, HttpRequest request) {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the stand-in answers " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
