package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Answers that are none: what a client meets when the gateway, or something before it, breaks. The
/// call itself is not done.
final class BrokenAnswers {
  // Enough to fill the memory of a client that sets no limit, but it ends.
  private static final long ENDLESS_BYTES = 1L << 30;
  private static final String GARBAGE =
      "<html><head><title>502 Bad Gateway</title></head><body>\u0000\ufffd{\"success\":tru</body>";
  private final Faults faults;

  BrokenAnswers(Faults faults) {
    this.faults = faults;
  }

  /// True when a fault has taken the call over.
  boolean tookOver(ServerResponse res) {
    if (faults.take(Fault.RESET_CONNECTION)) {
      throw new CloseConnectionException("closed on purpose");
    }
    if (faults.take(Fault.PANIC)) {
      var panic = new GatewayError(500, "INTERNAL_ERROR", "服务器内部错误", object());
      send(res, 500, Wire.bytes(panic.body()));
      return true;
    }
    if (faults.take(Fault.GARBAGE)) {
      send(res, 200, GARBAGE.getBytes(StandardCharsets.UTF_8));
      return true;
    }
    if (faults.take(Fault.SUCCESS_FALSE)) {
      send(res, 200, Wire.bytes(object().put("success", false).put("message", "操作失败，请稍后再试")));
      return true;
    }
    if (faults.take(Fault.ENDLESS)) {
      pour(res);
      return true;
    }
    return false;
  }

  private static void pour(ServerResponse res) {
    var chunk =
        "{\"xsecToken\":\"AB\",\"id\":\"x\"},".repeat(2000).getBytes(StandardCharsets.UTF_8);
    res.header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    try (var out = res.outputStream()) {
      out.write("{\"success\":true,\"data\":{\"feeds\":[".getBytes(StandardCharsets.UTF_8));
      for (long sent = 0; sent < ENDLESS_BYTES; sent += chunk.length) {
        out.write(chunk);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client had enough", e);
    }
  }

  private static void send(ServerResponse res, int status, byte[] body) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .send(body);
  }
}
