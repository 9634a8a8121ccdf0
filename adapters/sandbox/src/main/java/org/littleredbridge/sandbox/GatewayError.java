package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The gateway's way to say no: `{"error","code","details"}`, without a `success` key.
final class GatewayError extends RuntimeException {
  final int status;
  private final String code;
  private final transient JsonNode details;

  GatewayError(int status, String code, String error, JsonNode details) {
    super(error, null, false, false);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  static GatewayError invalid(String details) {
    return new GatewayError(400, "INVALID_REQUEST", "请求参数错误", Wire.NODES.textNode(details));
  }

  ObjectNode body() {
    var body = Wire.object().put("error", getMessage()).put("code", code);
    if (!details.isMissingNode()) {
      body.set("details", details);
    }
    return body;
  }
}
