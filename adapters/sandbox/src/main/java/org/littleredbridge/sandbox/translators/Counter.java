package org.littleredbridge.sandbox.translators;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Takes requests, writes them down, lets troubles happen and hands the rest to the service that is
/// meant. Thread-safe.
final class Counter {
  // Enough to fill the memory of a client that sets no limit, but it ends.
  private static final long ENDLESS_BYTES = 1L << 30;
  private static final int LONGEST_BODY = 32 << 20;
  private static final int KEPT = 10_000;
  private static final String PAGE =
      "<!doctype html><title>Welcome</title><p>Please log in to the network.</p>";

  private final String key;
  private final List<Face> faces;
  private final Troubles troubles;
  private final Deque<SeenRequest> seen = new ArrayDeque<>();
  private volatile Duration slowness = Duration.ofSeconds(2);
  private volatile boolean down;

  Counter(String key, List<Face> faces, Troubles troubles) {
    this.key = key;
    this.faces = List.copyOf(faces);
    this.troubles = troubles;
  }

  void slowness(Duration wait) {
    slowness = wait;
  }

  void down(boolean all) {
    down = all;
  }

  List<SeenRequest> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  void forget() {
    synchronized (seen) {
      seen.clear();
    }
  }

  void handle(ServerRequest req, ServerResponse res) {
    var call =
        new Call(
            req.prologue().method().text(),
            req.path().path(),
            req.headers().first(HeaderNames.CONTENT_TYPE),
            req.headers().first(HeaderNames.AUTHORIZATION),
            body(req));
    var face = face(call.path());
    write(SeenRequest.of(call, face.name(), key));
    if (down) {
      send(res, face.refusal(Trouble.DOWN).orElseThrow());
      return;
    }
    // Lists of languages and models stay honest, so that a test knows which call goes wrong.
    var coming = call.method().equals("POST") ? troubles.next() : Optional.<Troubles.Coming>empty();
    coming
        .flatMap(Troubles.Coming::retryAfter)
        .ifPresent(seconds -> res.header(HeaderNames.RETRY_AFTER, seconds.toString()));
    var trouble = coming.map(Troubles.Coming::trouble);
    if (trouble.isEmpty() || !broken(trouble.get(), face, call, res)) {
      var refusal = trouble.flatMap(face::refusal);
      send(res, refusal.orElseGet(() -> face.answer(call, trouble)));
    }
  }

  private Face face(String path) {
    var name =
        path.startsWith(OpenAiFace.PREFIX + "/")
            ? "openai"
            : path.startsWith("/v2/") || path.equals(DeepLFace.IMITATION)
                ? "deepl"
                : "libretranslate";
    return faces.stream().filter(face -> face.name().equals(name)).findFirst().orElseThrow();
  }

  private void write(SeenRequest request) {
    synchronized (seen) {
      seen.addLast(request);
      if (seen.size() > KEPT) {
        seen.removeFirst();
      }
    }
  }

  /// True when the trouble has answered in its way.
  private boolean broken(Trouble trouble, Face face, Call call, ServerResponse res) {
    switch (trouble) {
      case SLOW -> {
        hold(slowness);
        return false;
      }
      case DROP -> throw new CloseConnectionException("closed on purpose");
      case CUT -> cut(res, Json.text(face.answer(call, Optional.empty()).body()));
      case ENDLESS -> pour(res);
      case GARBAGE -> send(res, 200, "application/json", "{\"translations\": [{\"te");
      case PAGE -> send(res, 200, "text/html", PAGE);
      case REDIRECT -> {
        res.header(HeaderNames.LOCATION, "/elsewhere");
        send(res, 302, "text/html", "");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void hold(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the server ends", e);
    }
  }

  private static void cut(ServerResponse res, String whole) {
    res.header(HeaderNames.CONTENT_TYPE, "application/json");
    try {
      // Not closed: that would end the answer in order.
      var out = res.outputStream();
      out.write(whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.UTF_8));
      out.flush();
      throw new CloseConnectionException("cut on purpose");
    } catch (IOException e) {
      throw new CloseConnectionException("the client went away", e);
    }
  }

  private static void pour(ServerResponse res) {
    var chunk = "{\"text\":\"on and on\"},".repeat(2000).getBytes(StandardCharsets.UTF_8);
    res.header(HeaderNames.CONTENT_TYPE, "application/json");
    try (var out = res.outputStream()) {
      out.write("{\"translations\":[".getBytes(StandardCharsets.UTF_8));
      for (long sent = 0; sent < ENDLESS_BYTES; sent += chunk.length) {
        out.write(chunk);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client had enough", e);
    }
  }

  private static String body(ServerRequest req) {
    if (!req.content().hasEntity()) {
      return "";
    }
    try (var in = req.content().inputStream()) {
      var read = in.readNBytes(LONGEST_BODY);
      return new String(read, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CloseConnectionException("the client went away", e);
    }
  }

  private static void send(ServerResponse res, Reply reply) {
    send(res, reply.status(), "application/json", Json.text(reply.body()));
  }

  private static void send(ServerResponse res, int status, String type, String body) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, type)
        .send(body.getBytes(StandardCharsets.UTF_8));
  }
}
