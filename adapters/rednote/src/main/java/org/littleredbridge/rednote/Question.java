package org.littleredbridge.rednote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// One request to the gateway.
///
/// @param path below the gateway's address, without a slash before it
/// @param query in this order behind the `?`
/// @param body JSON of a POST; empty: a GET
/// @param patience how long the gateway may stay silent
/// @param repeatable whether asking twice does no harm
record Question(
    String path,
    SequencedMap<String, String> query,
    Optional<ObjectNode> body,
    Duration patience,
    boolean repeatable) {
  private static final SequencedMap<String, String> NO_QUERY =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  static Question get(String path, Duration patience) {
    return get(path, NO_QUERY, patience);
  }

  static Question get(String path, SequencedMap<String, String> query, Duration patience) {
    return new Question(path, query, Optional.empty(), patience, true);
  }

  static Question post(String path, Duration patience, Consumer<ObjectNode> body) {
    return new Question(path, NO_QUERY, Optional.of(filled(body)), patience, true);
  }

  static Question once(String path, Duration patience, Consumer<ObjectNode> body) {
    return new Question(path, NO_QUERY, Optional.of(filled(body)), patience, false);
  }

  private static ObjectNode filled(Consumer<ObjectNode> body) {
    var object = JsonNodeFactory.instance.objectNode();
    body.accept(object);
    return object;
  }
}
