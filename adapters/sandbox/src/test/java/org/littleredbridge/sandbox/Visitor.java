package org.littleredbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Somebody who calls the sandbox over a real socket.
final class Visitor implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType TYPE = MediaType.get("application/json");
  private final URI url;
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .readTimeout(Duration.ofSeconds(10))
          .build();

  Visitor(URI url) {
    this.url = url;
  }

  record Answer(int status, Headers headers, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JsonNode data() {
      return json().path("data");
    }
  }

  Answer get(String pathOrUrl, String... headers) {
    return call(request(pathOrUrl, headers).get().build());
  }

  Answer post(String path, String body, String... headers) {
    return call(request(path, headers).post(body(body)).build());
  }

  Answer put(String path, String body) {
    return call(request(path).put(body(body)).build());
  }

  Answer delete(String path) {
    return call(request(path).delete().build());
  }

  Answer detail(JsonNode card) {
    return post("/api/v1/feeds/detail", note(card).toString());
  }

  Answer comment(JsonNode card, String text) {
    return post("/api/v1/feeds/comment", note(card).put("content", text).toString());
  }

  Answer reply(JsonNode card, String comment, String text) {
    return post(
        "/api/v1/feeds/comment/reply",
        note(card).put("comment_id", comment).put("content", text).toString());
  }

  Answer profile(String user) {
    return post(
        "/api/v1/user/profile", "{\"user_id\":\"%s\",\"xsec_token\":\"AB=\"}".formatted(user));
  }

  JsonNode cards() {
    return get("/api/v1/feeds/list").data().path("feeds");
  }

  JsonNode anyCard() {
    return cards().path(0);
  }

  /// A new note by the first creator, as its card on the profile.
  JsonNode published(String extra) {
    var creator = get("/_sandbox/creators").json().path(0).path("id").asText();
    var id =
        post(
                "/_sandbox/notes",
                "{\"creator\":\"%s\",\"title\":\"题\",\"text\":\"文\"%s}".formatted(creator, extra))
            .json()
            .path("id")
            .asText();
    return card(creator, id).orElseThrow();
  }

  Optional<JsonNode> card(String creator, String note) {
    for (var card : profile(creator).data().path("data").path("feeds")) {
      if (card.path("id").asText().equals(note)) {
        return Optional.of(card);
      }
    }
    return Optional.empty();
  }

  JsonNode comments(JsonNode card) {
    return get("/_sandbox/comments?note=" + card.path("id").asText()).json();
  }

  void fault(String json) {
    var answer = post("/_sandbox/faults", json);
    if (answer.status() != 200) {
      throw new IllegalArgumentException(answer.text());
    }
  }

  static ObjectNode note(JsonNode card) {
    return JSON.createObjectNode()
        .put("feed_id", card.path("id").asText())
        .put("xsec_token", card.path("xsecToken").asText());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void await(String what, BooleanSupplier done) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen in 20 s: " + what);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private Request.Builder request(String pathOrUrl, String... headers) {
    var to = pathOrUrl.startsWith("http") ? pathOrUrl : url + pathOrUrl;
    var request = new Request.Builder().url(to);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  private static RequestBody body(String text) {
    return RequestBody.create(text, TYPE);
  }

  private Answer call(Request request) {
    try (var response = client.newCall(request).execute()) {
      return new Answer(response.code(), response.headers(), response.body().bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
