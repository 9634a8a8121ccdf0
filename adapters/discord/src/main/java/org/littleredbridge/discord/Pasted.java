package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes messages of people that answer none of the bot's and hold a link. Calls may block. Without
/// the privileged intent Discord leaves such messages empty, and nothing comes of them; see
/// https://docs.discord.com/developers/events/gateway#message-content-intent.
final class Pasted {
  private static final Logger log = LoggerFactory.getLogger(Pasted.class);
  private static final int PLAIN = 0;
  private static final int REPLY = 19;

  private final Asked asked;
  private final Messenger.Listener listener;
  private final Clock clock;

  Pasted(Asked asked, Messenger.Listener listener, Clock clock) {
    this.asked = asked;
    this.listener = listener;
    this.clock = clock;
  }

  /// @param message as MESSAGE_CREATE brings it, and no reply to the bot
  void heard(JsonNode message) {
    var text = message.path("content").asText("");
    if (!isOfAPerson(message) || !listener.mayLink(text)) {
      return;
    }
    try {
      listener.happened(event(message, text));
    } catch (RuntimeException e) {
      // Nobody waits for an answer, and the link can be given by a command.
      log.atWarn()
          .setCause(e)
          .addKeyValue("message", message.path("id").asText())
          .log("a pasted link was not stored");
    }
  }

  private static boolean isOfAPerson(JsonNode message) {
    var type = message.path("type").asInt();
    var author = message.path("author");
    return (type == PLAIN || type == REPLY)
        && !author.path("bot").asBoolean(false)
        && !author.path("system").asBoolean(false)
        && !message.hasNonNull("webhook_id")
        && Asked.isId(author.path("id").asText())
        && Asked.isId(message.path("id").asText())
        && Asked.isId(message.path("channel_id").asText());
  }

  private Event event(JsonNode message, String text) {
    var channel = asked.channel(message);
    var id = message.path("id").asText();
    return new Event.Link(
        Places.MESSENGER + ":" + id,
        channel,
        asked.community(message),
        new MessageRef(channel, id),
        asked.member(message),
        text,
        Asked.at(id).orElseGet(clock::instant));
  }
}
