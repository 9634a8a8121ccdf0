package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Stands between the client and a Discord, and notes what is sent. When the system property
/// `bridge.test.requests.discord` names a file, every request is appended there as a line of JSON,
/// for judges that know Discord's own description of its interface.
final class Wiretap implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Object FILE = new Object();

  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient client =
      new OkHttpClient.Builder().followRedirects(false).retryOnConnectionFailure(false).build();

  /// Answers by itself.
  static Wiretap answering(Function<RecordedRequest, MockResponse> answers) {
    return new Wiretap(answers);
  }

  /// Hands everything on.
  static Wiretap before(String upstream) {
    return new Wiretap(upstream);
  }

  private Wiretap(Function<RecordedRequest, MockResponse> answers) {
    start(answers);
  }

  private Wiretap(String upstream) {
    start(request -> forward(HttpUrl.get(upstream), request));
  }

  private void start(Function<RecordedRequest, MockResponse> answers) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            note(request);
            return answers.apply(request);
          }
        });
    // Otherwise every answer waits 40 ms for the client's system to confirm its first half.
    server.setServerSocketFactory(new Prompt());
    try {
      server.start(InetAddress.getByName("127.0.0.1"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpUrl base() {
    return server.url("/api/v10");
  }

  /// The JSON of the request that came last, also when files came with it.
  JsonNode last() {
    return json(requests.getLast());
  }

  static JsonNode json(RecordedRequest request) {
    var body = text(request.getBody());
    var begin = body.indexOf("name=\"payload_json\"");
    var from = begin < 0 ? body : body.substring(body.indexOf("\r\n\r\n", begin) + 4);
    try (var parser = JSON.createParser(from)) {
      return JSON.readTree(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(@Nullable ByteString body) {
    return body == null ? "" : body.utf8();
  }

  private MockResponse forward(HttpUrl upstream, RecordedRequest request) {
    var url = request.getUrl().newBuilder().host(upstream.host()).port(upstream.port()).build();
    var body = Optional.ofNullable(request.getBody()).orElse(ByteString.EMPTY);
    var method = request.getMethod();
    var bodiless = method.equals("GET") || method.equals("DELETE");
    var forwarded =
        new Request.Builder()
            .url(url)
            .headers(request.getHeaders())
            .method(method, bodiless ? null : RequestBody.create(body.toByteArray()))
            .build();
    try (var answer = client.newCall(forwarded).execute()) {
      var copy = new MockResponse.Builder().code(answer.code()).headers(answer.headers());
      return copy.body(new Buffer().write(answer.body().bytes())).build();
    } catch (IOException e) {
      return new MockResponse.Builder()
          .onResponseStart(new mockwebserver3.SocketEffect.CloseSocket())
          .build();
    }
  }

  private static void note(RecordedRequest request) {
    var file = System.getProperty("bridge.test.requests.discord", "");
    if (file.isBlank()) {
      return;
    }
    var line = JSON.createObjectNode();
    line.put("method", request.getMethod()).put("path", request.getTarget());
    var headers = line.putObject("headers");
    request.getHeaders().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
    line.put(
        "bodyBase64", Optional.ofNullable(request.getBody()).map(ByteString::base64).orElse(""));
    // Test classes may run side by side.
    synchronized (FILE) {
      try {
        Files.writeString(
            Path.of(file),
            line + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Prompt extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          var socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return new ServerSocket(port, backlog);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      return new ServerSocket(port, backlog, address);
    }
  }

  @Override
  public void close() {
    server.close();
    client.connectionPool().evictAll();
  }
}
