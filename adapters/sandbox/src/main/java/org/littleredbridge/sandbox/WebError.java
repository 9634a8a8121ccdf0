package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The web API's way to say no: `{"code","success":false,"msg"}`, mostly with HTTP 200.
final class WebError extends RuntimeException {
  final int status;
  private final int code;
  private final String message;

  WebError(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /// The platform's own no, under HTTP 200.
  WebError(int code, String message) {
    this(200, code, message);
  }

  /// @param asText whether the number is written as a string, as the platform sometimes does
  ObjectNode body(boolean asText) {
    var body = Wire.object();
    if (asText) {
      body.put("code", Integer.toString(code));
    } else {
      body.put("code", code);
    }
    body.put("success", false);
    if (!message.isEmpty()) {
      body.put("msg", message);
    }
    return body;
  }
}
