package org.littleredbridge.sandbox.discord;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One operation of the REST interface.
///
/// @param method upper case
/// @param template path below `/api/v10` with names in braces, as Discord's OpenAPI document has it
/// @param open whether it needs no bot token
record Route(String method, String template, List<String> steps, boolean open, Handler handler) {
  /// Does what the operation does.
  interface Handler {
    Answer answer(Call call);
  }

  static Route of(String method, String template, boolean open, Handler handler) {
    return new Route(method, template, List.of(template.substring(1).split("/")), open, handler);
  }

  String name() {
    return method + " " + template;
  }

  /// The values of the names in braces; empty when the path is another.
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != steps.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      var step = steps.get(i);
      if (step.startsWith("{")) {
        values.put(step.substring(1, step.length() - 1), path.get(i));
      } else if (!step.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
