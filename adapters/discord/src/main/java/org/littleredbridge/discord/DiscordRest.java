package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Part.Attachment;

/// Speaks Discord's REST interface, version 10. Thread-safe; calls block.
final class DiscordRest implements AutoCloseable {
  /// Who the bot is.
  record Me(String userId, String applicationId, String name) {}

  DiscordRest(DiscordConfig config, Clock clock) {}

  /// Asks Discord and waits for its answer.
  ///
  /// @throws org.littleredbridge.chat.ChatException for every answer but a good one
  JsonNode call(Method method, Route route, Optional<JsonNode> body, List<Attachment> files) {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  JsonNode get(Route route) {
    return call(Method.GET, route, Optional.empty(), List.of());
  }

  /// Who the bot is; asked once.
  Me me() {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  /// Whether Discord refused the bot's token at the last call.
  boolean refused() {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  /// A sentence on why calls are held back for a while: too many were refused.
  Optional<String> heldBack() {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  @Override
  public void close() {}
}
