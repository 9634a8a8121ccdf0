package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes messages that reply to one of the bot's. Calls block, and come one after the other so that
/// replies are stored in the order in which they were written.
///
/// Without the privileged intent Discord leaves a message empty unless it mentions the bot, which a
/// reply does as long as its `@` is on. A reply that came empty gets the reaction ❓, and its author
/// once a day a sentence below it; only that person's replies are met so, and a reaction notifies
/// nobody. Source: https://docs.discord.com/developers/events/gateway#message-content-intent.
final class Replies {
  private static final Logger log = LoggerFactory.getLogger(Replies.class);
  private static final int REPLY = 19;
  private static final int FORWARD = 1;
  private static final int TRIES = 3;
  private static final String UNREAD = "❓";
  private static final Duration A_DAY = Duration.ofDays(1);

  private final DiscordRest rest;
  private final Asked asked;
  private final Messenger.Listener listener;
  private final Wording wording;
  private final Clock clock;
  private final Supplier<String> self;
  private final BooleanSupplier readsAll;
  private final Duration again;
  private final Cache<String, Boolean> hinted;

  /// @param self the bot's user id
  /// @param readsAll whether messages come with their text without a mention
  /// @param again how long to wait before what was not stored is tried again
  Replies(
      DiscordRest rest,
      Asked asked,
      Messenger.Listener listener,
      Wording wording,
      Clock clock,
      Supplier<String> self,
      BooleanSupplier readsAll,
      Duration again) {
    this.rest = rest;
    this.asked = asked;
    this.listener = listener;
    this.wording = wording;
    this.clock = clock;
    this.self = self;
    this.readsAll = readsAll;
    this.again = again;
    hinted =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(A_DAY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// @param message as MESSAGE_CREATE brings it
  /// @return whether it was for the bot
  boolean heard(JsonNode message) {
    if (!toUs(message)) {
      return false;
    }
    if (unread(message)) {
      hint(message);
    } else {
      keep(message);
    }
    return true;
  }

  /// A message that was read over REST, after it was missed.
  ///
  /// @param message with `guild_id`, which REST leaves out
  /// @return whether it was for the bot
  boolean missed(JsonNode message) {
    if (!toUs(message)) {
      return false;
    }
    if (!unread(message)) {
      keep(message);
    }
    return true;
  }

  private boolean toUs(JsonNode message) {
    var author = message.path("author");
    var reference = message.path("message_reference");
    if (message.path("type").asInt() != REPLY
        || reference.path("type").asInt(0) == FORWARD
        || author.path("bot").asBoolean(false)
        || message.hasNonNull("webhook_id")
        || !Asked.isId(author.path("id").asText())
        || !Asked.isId(message.path("id").asText())
        || !Asked.isId(message.path("channel_id").asText())
        || !Asked.isId(reference.path("message_id").asText())) {
      return false;
    }
    var answered = message.path("referenced_message");
    // Discord leaves it out when it did not look, and says null when it is deleted: the bridge may
    // know it all the same.
    return !answered.isObject() || answered.path("author").path("id").asText().equals(self.get());
  }

  private boolean unread(JsonNode message) {
    return !readsAll.getAsBoolean()
        && Asked.guild(message).isPresent()
        && message.path("content").asText().isEmpty()
        && message.path("attachments").isEmpty()
        && message.path("sticker_items").isEmpty()
        && message.path("poll").isMissingNode()
        && message.path("referenced_message").isObject()
        && !mentionsUs(message);
  }

  private boolean mentionsUs(JsonNode message) {
    for (var person : message.path("mentions")) {
      if (person.path("id").asText().equals(self.get())) {
        return true;
      }
    }
    return false;
  }

  private void keep(JsonNode message) {
    for (int tries = 1; ; tries++) {
      try {
        listener.happened(event(message));
        return;
      } catch (RuntimeException e) {
        if (tries == TRIES) {
          log.atError()
              .setCause(e)
              .addKeyValue("message", message.path("id").asText())
              .log("a reply was not stored");
          say(message, "discord.reply-not-stored");
          return;
        }
        log.atWarn()
            .addKeyValue("message", message.path("id").asText())
            .addKeyValue("error", e.getClass().getSimpleName())
            .log("a reply was not stored yet");
      }
      try {
        Thread.sleep(again);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        log.atError()
            .addKeyValue("message", message.path("id").asText())
            .log("a reply was not stored before the bridge stopped");
        return;
      }
    }
  }

  private Event event(JsonNode message) {
    var channel = asked.channel(message);
    var id = message.path("id").asText();
    return new Event.Reply(
        Places.MESSENGER + ":" + id,
        channel,
        asked.community(message),
        new MessageRef(channel, id),
        new MessageRef(channel, message.path("message_reference").path("message_id").asText()),
        asked.member(message),
        text(message.path("content").asText()),
        Asked.at(id).orElseGet(clock::instant));
  }

  /// Without the bot's name, which is there for Discord only.
  private String text(String content) {
    var rest = content.replace("<@" + self.get() + ">", "").replace("<@!" + self.get() + ">", "");
    return rest.length() == content.length() ? content : rest.strip();
  }

  private void hint(JsonNode message) {
    var channel = message.path("channel_id").asText();
    try {
      rest.call(
          Method.PUT,
          Route.of(
              "/channels/{}/messages/{}/reactions/{}/@me",
              channel,
              message.path("id").asText(),
              UNREAD),
          Optional.empty(),
          List.of());
    } catch (ChatException e) {
      log.atInfo().addKeyValue("failure", e.failure()).log("an unread reply was not marked");
    }
    var person = message.path("author").path("id").asText();
    if (hinted.asMap().putIfAbsent(person, true) == null) {
      say(message, "discord.mention-hint");
    }
  }

  /// A sentence below somebody's message, which notifies nobody.
  private void say(JsonNode message, String key) {
    // Messages do not tell their author's language.
    var body =
        JsonNodeFactory.instance.objectNode().put("content", wording.say(Locale.ENGLISH, key));
    body.putObject("message_reference")
        .put("message_id", message.path("id").asText())
        .put("fail_if_not_exists", false);
    body.putObject("allowed_mentions").put("replied_user", false).putArray("parse");
    try {
      rest.call(
          Method.POST,
          Route.of("/channels/{}/messages", message.path("channel_id").asText()),
          Optional.of(body),
          List.of());
    } catch (ChatException e) {
      log.atWarn().addKeyValue("failure", e.failure()).log("a member could not be told");
    }
  }
}
