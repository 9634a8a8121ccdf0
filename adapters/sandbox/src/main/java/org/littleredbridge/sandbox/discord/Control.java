package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.function.Function;

/// One string behind the stage.
///
/// @param path below `/_sandbox/`
/// @param ask throws [IllegalArgumentException] with a sentence on what is wrong with the request
record Control(Method method, String path, Function<ServerRequest, JsonNode> ask) {
  static JsonNode id(String id) {
    return Json.object().put("id", id);
  }

  static JsonNode done() {
    return Json.object().put("ok", true);
  }
}
