package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.InflaterOutputStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.tls.HandshakeCertificates;
import okio.ByteString;

/// A bot as the tests need it: REST and gateway over real sockets.
final class Client implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(10);
  private static final MediaType JSON = MediaType.get("application/json");
  private final SandboxDiscord discord;
  final OkHttpClient http;

  Client(SandboxDiscord discord) {
    this.discord = discord;
    this.http =
        new OkHttpClient.Builder().readTimeout(SOON).retryOnConnectionFailure(false).build();
  }

  record Got(int status, okhttp3.Headers headers, String text) {
    JsonNode json() {
      return Json.read(text).orElse(MissingNode.getInstance());
    }

    int code() {
      return json().path("code").asInt(-1);
    }
  }

  Got get(String path) {
    return ask("GET", path, Optional.empty());
  }

  Got post(String path, String body) {
    return ask("POST", path, Optional.of(RequestBody.create(body, JSON)));
  }

  Got patch(String path, String body) {
    return ask("PATCH", path, Optional.of(RequestBody.create(body, JSON)));
  }

  Got put(String path, String body) {
    return ask("PUT", path, Optional.of(RequestBody.create(body, JSON)));
  }

  Got delete(String path) {
    return ask("DELETE", path, Optional.empty());
  }

  Got upload(String path, String form, String name, byte[] bytes) {
    var body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("payload_json", null, RequestBody.create(form, JSON))
            .addFormDataPart(
                "files[0]", name, RequestBody.create(bytes, MediaType.get("image/png")))
            .build();
    return ask("POST", path, Optional.of(body));
  }

  private Got ask(String method, String path, Optional<RequestBody> body) {
    return ask(
        new Request.Builder()
            .url(discord.restUrl() + "/api/v10" + path)
            .header("Authorization", "Bot " + discord.token())
            .method(method, body.orElse(null))
            .build());
  }

  Got ask(Request request) {
    try (var response = http.newCall(request).execute()) {
      return new Got(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A client that reaches the stand-in by Discord's own names.
  OkHttpClient behindProxy() {
    try {
      var pem = new ByteArrayInputStream(discord.caPem().getBytes(StandardCharsets.US_ASCII));
      var authority =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      var trust = new HandshakeCertificates.Builder().addTrustedCertificate(authority).build();
      return http.newBuilder()
          .proxy(new Proxy(Proxy.Type.HTTP, discord.proxy()))
          .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Socket connect() {
    return connect(http, discord.gatewayUrl().toString());
  }

  Socket connect(OkHttpClient with, String url) {
    var socket = new Socket();
    socket.open = with.newWebSocket(new Request.Builder().url(url).build(), socket);
    return socket;
  }

  /// A session that has asked for everything and has heard of all its servers.
  Socket identified(long intents) {
    var socket = connect();
    socket.await(10);
    socket.identify(discord.token(), intents, false);
    socket.event("READY");
    return socket;
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  /// One WebSocket to the gateway.
  static final class Socket extends WebSocketListener {
    final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    volatile int binaries;
    private volatile Optional<WebSocket> known = Optional.empty();
    private volatile WebSocket open = new Closed();

    @Override
    public void onOpen(WebSocket socket, Response response) {
      known = Optional.of(socket);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      heard.add(Json.read(text).orElse(Json.object().put("garbage", text)));
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void onMessage(WebSocket socket, ByteString bytes) {
      binaries++;
      var text = new ByteArrayOutputStream();
      try (var out = new InflaterOutputStream(text)) {
        out.write(bytes.toByteArray());
      } catch (IOException e) {
        heard.add(Json.object().put("garbage", "binary"));
        return;
      }
      onMessage(socket, text.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      closed.add(code);
      socket.close(4999, null);
    }

    @Override
    public void onFailure(
        WebSocket socket, Throwable t, @org.jspecify.annotations.Nullable Response response) {
      closed.add(1006);
    }

    void send(JsonNode payload) {
      open.send(Json.text(payload));
    }

    void text(String text) {
      open.send(text);
    }

    void leave(int code) {
      open.close(code, null);
    }

    void cut() {
      open.cancel();
    }

    void identify(String token, long intents, boolean compress) {
      var json = Json.object().put("op", 2);
      json.putObject("d").put("token", token).put("intents", intents).put("compress", compress);
      send(json);
    }

    void identify(String token, long intents, int shard, int shards) {
      var json = Json.object().put("op", 2);
      var data = json.putObject("d").put("token", token).put("intents", intents);
      data.putArray("shard").add(shard).add(shards);
      send(json);
    }

    void resume(String token, String session, long after) {
      var json = Json.object().put("op", 6);
      json.putObject("d").put("token", token).put("session_id", session).put("seq", after);
      send(json);
    }

    JsonNode await(int op) {
      return until(node -> node.path("op").asInt(-1) == op);
    }

    JsonNode event(String type) {
      return until(node -> node.path("t").asText().equals(type));
    }

    /// The `d` of the next event of that type.
    JsonNode until(String type) {
      return event(type).path("d");
    }

    int closedWith() {
      try {
        var code = closed.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        return code == null ? -1 : code;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private JsonNode until(java.util.function.Predicate<JsonNode> wanted) {
      long end = System.nanoTime() + SOON.toNanos();
      try {
        while (System.nanoTime() < end) {
          var next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          if (next != null && wanted.test(next)) {
            return next;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new AssertionError("The gateway did not say it in time; known: " + known.isPresent());
    }
  }

  /// Stands for a socket that is not open yet.
  private static final class Closed implements WebSocket {
    @Override
    public Request request() {
      throw new IllegalStateException("not open");
    }

    @Override
    public long queueSize() {
      return 0;
    }

    @Override
    public boolean send(String text) {
      return false;
    }

    @Override
    public boolean send(ByteString bytes) {
      return false;
    }

    @Override
    public boolean close(int code, @org.jspecify.annotations.Nullable String reason) {
      return false;
    }

    @Override
    public void cancel() {}
  }
}
