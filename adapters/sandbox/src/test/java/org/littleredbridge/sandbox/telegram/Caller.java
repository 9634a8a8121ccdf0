package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// A bot that calls the stand-in over real sockets.
final class Caller implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private final SandboxTelegram telegram;
  final OkHttpClient client =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .readTimeout(Duration.ofSeconds(20))
          .writeTimeout(Duration.ofSeconds(20))
          .build();

  Caller(SandboxTelegram telegram) {
    this.telegram = telegram;
  }

  record Answer(int status, Headers headers, String text) {
    JsonNode json() {
      return Caller.json(text);
    }

    JsonNode result() {
      if (status != 200) {
        throw new AssertionError(text);
      }
      return json().path("result");
    }

    String description() {
      return json().path("description").asText();
    }
  }

  Answer bot(String method, String json) {
    return post("/bot" + telegram.token() + "/" + method, json);
  }

  /// With `'` for the quotes.
  Answer call(String method, String json, Object... facts) {
    return bot(method, json.replace('\'', '"').formatted(facts));
  }

  Answer post(String path, String json) {
    return send(request(path).post(RequestBody.create(json, JSON)).build());
  }

  Answer get(String path) {
    return send(request(path).get().build());
  }

  Answer delete(String path) {
    return send(request(path).delete().build());
  }

  Answer parts(String method, MultipartBody body) {
    return send(request("/bot" + telegram.token() + "/" + method).post(body).build());
  }

  static MultipartBody.Builder form(Object... fields) {
    var form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    for (int i = 0; i < fields.length; i += 2) {
      form.addFormDataPart(fields[i].toString(), fields[i + 1].toString());
    }
    return form;
  }

  static RequestBody bytes(byte[] content) {
    return RequestBody.create(content, MediaType.get("image/jpeg"));
  }

  Request.Builder request(String path) {
    return new Request.Builder().url(telegram.url() + path);
  }

  Answer send(Request request) {
    try (var response = client.newCall(request).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
