package org.littleredbridge.sandbox.translators;

import java.util.Map;
import java.util.TreeMap;

/// A request as it came, with a word in place of the key.
///
/// @param service `openai`, `deepl` or `libretranslate`
/// @param headers by their names in small letters: content type and authorization
public record SeenRequest(
    String service, String method, String path, Map<String, String> headers, String body) {
  static final String PLACEHOLDER = "KEY";

  static SeenRequest of(Call call, String service, String key) {
    var headers = new TreeMap<String, String>();
    call.contentType().ifPresent(type -> headers.put("content-type", type));
    call.authorization().ifPresent(auth -> headers.put("authorization", hide(auth, key)));
    return new SeenRequest(service, call.method(), call.path(), headers, hide(call.body(), key));
  }

  private static String hide(String text, String key) {
    return key.isEmpty() ? text : text.replace(key, PLACEHOLDER);
  }

  /// A line as judges of OpenAPI documents read it.
  String line() {
    var line = Json.object().put("method", method).put("path", path);
    headers.forEach(line.putObject("headers")::put);
    if (!body.isEmpty()) {
      line.put("body", body);
    }
    return Json.text(line);
  }
}
