package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The form into which a reply is typed. It bears the message to which the reply goes, so that it
/// outlives a restart.
final class ReplyForm {
  private static final String REPLY = "reply:";
  private static final String TEXT = "text";
  private static final int LONGEST_TITLE = 45;
  // What a comment may be set to hold at most.
  private static final int LONGEST_REPLY = 1000;

  private ReplyForm() {}

  /// @param message to which the reply will go
  static ObjectNode of(String message, String title, String label) {
    var form =
        JsonNodeFactory.instance
            .objectNode()
            .put("custom_id", REPLY + message)
            .put("title", Markup.plain(title, LONGEST_TITLE));
    form.putArray("components")
        .addObject()
        .put("type", 1)
        .putArray("components")
        .addObject()
        .put("type", 4)
        .put("custom_id", TEXT)
        .put("style", 2)
        .put("label", Markup.plain(label, LONGEST_TITLE))
        .put("min_length", 1)
        .put("max_length", LONGEST_REPLY)
        .put("required", true);
    return form;
  }

  /// The message to which a form that was sent replies; empty when it is no form of this kind.
  static Optional<String> message(Interaction sent) {
    return Optional.of(sent.code())
        .filter(code -> code.matches(REPLY + "[0-9]{1,20}"))
        .map(code -> code.substring(REPLY.length()));
  }

  static String text(Interaction sent) {
    return sent.typed(TEXT);
  }
}
