package org.littleredbridge.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.note.Media;

/// A running server with everything it needs in memory, and a client that speaks to it.
final class Browser implements AutoCloseable {
  static final MediaType JSON = MediaType.get("application/json");

  final MemoryTranscript transcript;
  final Tally tally = new Tally();
  final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  final Map<String, MediaFile> media = new ConcurrentHashMap<>();
  final SetClock clock = new SetClock();
  final OkHttpClient client =
      new OkHttpClient.Builder().followRedirects(false).readTimeout(Duration.ofSeconds(10)).build();
  volatile WebStatus status = new WebStatus(true, List.of(), Map.of());
  volatile boolean listenerFails;
  final Web web;

  record Answer(int status, okhttp3.Headers headers, byte[] bytes) {
    String text() {
      return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return Answers.JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String error() {
      return json().path("error").asText();
    }
  }

  static final class SetClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

    void forward(Duration length) {
      now = now.plus(length);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Browser(WebConfig config, MemoryTranscript transcript, Duration ping) {
    this.transcript = transcript;
    web =
        new Web(
            config,
            transcript,
            key -> Optional.ofNullable(media.get(key)),
            tally,
            () -> status,
            clock,
            ping);
    web.start();
  }

  static WebConfig config(Optional<String> password, boolean chat) {
    return new WebConfig("127.0.0.1", 0, password, chat, password.isPresent());
  }

  /// Started and listening.
  static Browser open() {
    return open(new MemoryTranscript());
  }

  static Browser open(MemoryTranscript transcript) {
    return started(config(Optional.empty(), true), transcript, Duration.ofSeconds(15)).listen();
  }

  static Browser locked(String password) {
    return closedYet(config(Optional.of(password), true)).listen();
  }

  /// Started, but [Web#listen] was not called.
  static Browser closedYet(WebConfig config) {
    return started(config, new MemoryTranscript(), Duration.ofSeconds(15));
  }

  static Browser started(WebConfig config, MemoryTranscript transcript, Duration ping) {
    return new Browser(config, transcript, ping);
  }

  Browser listen() {
    var heard = new Heard();
    heard.before(event -> {
      if (listenerFails) {
        throw new IllegalStateException("the disk is full");
      }
      events.add(event);
    });
    heard.on(web);
    return this;
  }

  URI at(String path) {
    return web.url().resolve(path);
  }

  Answer call(String path, UnaryOperator<Request.Builder> with) {
    var request = with.apply(new Request.Builder().url(at(path).toString())).build();
    try (var response = client.newCall(request).execute()) {
      return new Answer(response.code(), response.headers(), response.body().bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer get(String path) {
    return call(path, request -> request);
  }

  Answer post(String path, String json, String... headers) {
    return call(
        path,
        request -> {
          for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
          }
          return request.post(RequestBody.create(json, JSON));
        });
  }

  Answer say(String text) {
    return post("/api/channels/lobby/messages", body(text, null));
  }

  static String body(String text, @org.jspecify.annotations.Nullable String replyTo) {
    var node = Answers.JSON.createObjectNode().put("text", text);
    if (replyTo != null) {
      node.put("replyTo", replyTo);
    }
    return node.toString();
  }

  MessageRef note(String title, String key) {
    return send(Rooms.id("lobby"), card(title, List.of()), key);
  }

  MessageRef send(ChannelId channel, Part part, String key) {
    return web.send(channel, part, Optional.empty(), key).message();
  }

  static Part.Card card(String title, List<Part.Attachment> files) {
    return new Part.Card(
        new Part.Subject(
            "64f1c2", URI.create("https://www.rednote.com/explore/64f1c2"), "小鹿", "slideshow"),
        title,
        "The queue was long, @everyone, and <b>worth it</b>.",
        List.of("tea"),
        Optional.of(new Part.Original("奶茶", "排队很久，但是值得。")),
        List.of(new Part.Aside("种草", "zhòng cǎo", "to make somebody want a thing")),
        "phrasebook",
        files,
        List.of(),
        Optional.empty());
  }

  void addMedia(String key, String type, Path path) throws IOException {
    var kind = type.startsWith("video") ? Media.Kind.VIDEO : Media.Kind.PICTURE;
    media.put(key, new MediaFile(kind, key, path, type, Files.size(path), 3, 4));
  }

  @Override
  public void close() {
    web.close();
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
