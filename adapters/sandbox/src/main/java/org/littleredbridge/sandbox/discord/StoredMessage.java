package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A message as it is kept. Replaced at an edit, never changed.
///
/// @param json the message object of the REST interface; nobody may change it
/// @param onlyFor the one person who sees it (an ephemeral message)
/// @param pings who is notified
/// @param fromBot written by the bot under test
record StoredMessage(ObjectNode json, Optional<String> onlyFor, Pings pings, boolean fromBot) {
  String id() {
    return json.path("id").asText();
  }

  StoredMessage with(ObjectNode changed, Pings changedPings) {
    return new StoredMessage(changed, onlyFor, changedPings, fromBot);
  }
}
