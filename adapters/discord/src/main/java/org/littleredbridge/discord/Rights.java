package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which permissions a request needs, by the names that Discord's settings show. Discord says only
/// that one is missing, not which.
///
/// Source: https://docs.discord.com/developers/topics/permissions.
final class Rights {
  static final String VIEW = "View Channel";

  private Rights() {}

  /// @param files whether files go along
  /// @param thread whether the channel is a thread
  static List<String> of(
      Method method, Route route, Optional<JsonNode> body, boolean files, boolean thread) {
    var rights = new ArrayList<String>();
    rights.add(VIEW);
    switch (method + " " + route.shape()) {
      case "POST /channels/{}/messages" -> {
        rights.add(thread ? "Send Messages in Threads" : "Send Messages");
        body.ifPresent(message -> content(message, files, rights));
      }
      case "POST /channels/{}/threads" -> {
        rights.add("Send Messages (in a forum: Create Posts)");
        body.ifPresent(post -> content(post.path("message"), files, rights));
      }
      case "PUT /channels/{}/messages/{}/reactions/{}/@me" -> {
        rights.add("Add Reactions");
        rights.add("Read Message History");
      }
      case "PATCH /channels/{}" -> rights.add("Manage Threads");
      default -> {}
    }
    return rights;
  }

  private static void content(JsonNode message, boolean files, List<String> rights) {
    if (message.has("embeds")) {
      rights.add("Embed Links");
    }
    if (files) {
      rights.add("Attach Files");
    }
    if (message.has("message_reference")) {
      rights.add("Read Message History");
    }
  }
}
