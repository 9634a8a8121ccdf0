package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A call that the bot made.
///
/// @param method the method's name in lower case
/// @param parameters each parameter as text, objects as JSON
/// @param files names of the parts that carried files
/// @param status HTTP status of the answer, 0 = none was given
/// @param at when it ended
public record SeenCall(
    String method, Map<String, String> parameters, List<String> files, int status, Instant at) {
  public SeenCall {
    parameters = Map.copyOf(parameters);
    files = List.copyOf(files);
  }

  ObjectNode json() {
    var node = Json.object().put("method", method).put("status", status).put("at", at.toString());
    var shown = node.putObject("parameters");
    parameters.forEach(shown::put);
    var parts = node.putArray("files");
    files.forEach(parts::add);
    return node;
  }
}
