package org.littleredbridge.sandbox.translators;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// A request that a service is to answer.
record Call(
    String method,
    String path,
    Optional<String> contentType,
    Optional<String> authorization,
    String body) {
  /// A missing node when the body is no JSON.
  JsonNode json() {
    return Json.read(body);
  }
}
