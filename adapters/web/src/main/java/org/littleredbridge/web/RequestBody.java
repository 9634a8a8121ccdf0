package org.littleredbridge.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The body of a request: JSON, and not much of it.
final class RequestBody {
  private static final int MOST = 64 * 1024;
  // Read on that far before the refusal: a client that still writes when the connection ends may
  // never see the answer.
  private static final int DRAIN = 1024 * 1024;

  private RequestBody() {}

  /// @throws Refusal 415 for anything but JSON, which a form of a foreign site cannot send; 413
  ///   when it is too large
  static byte[] json(ServerRequest request, ServerResponse response) {
    if (!isJson(request)) {
      throw new Refusal(415, "web.only-json");
    }
    try (var stream = request.content().inputStream()) {
      var body = stream.readNBytes(MOST + 1);
      if (body.length > MOST) {
        drain(stream, response);
        throw new Refusal(413, "web.too-large", MOST / 1024);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJson(ServerRequest request) {
    try {
      return request
          .headers()
          .contentType()
          .map(HttpMediaType::text)
          .map(type -> type.split(";", 2)[0].strip())
          .filter("application/json"::equalsIgnoreCase)
          .isPresent();
    } catch (RuntimeException _) {
      return false; // Helidon throws its own when the header is malformed
    }
  }

  private static void drain(InputStream stream, ServerResponse response) throws IOException {
    long left = DRAIN;
    var bin = new byte[8192];
    for (int n = stream.read(bin); n >= 0 && left > 0; n = stream.read(bin)) {
      left -= n;
    }
    if (left <= 0) {
      response.header(HeaderNames.CONNECTION, "close");
    }
  }
}
