package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.Attachment;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.chat.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says parts of posts on Discord: in a channel or thread, as a new post of a forum, in the private
/// chat with a person, or as the private answer to an interaction. Thread-safe.
///
/// Discord tells a repeated message by its nonce “in the past few minutes”: a try whose answer was
/// lost shows twice when the next one comes later than that. Source:
/// https://docs.discord.com/developers/resources/message#create-message.
final class Mouth {
  private static final Logger log = LoggerFactory.getLogger(Mouth.class);
  // AVIF since 2025, HEIC not:
  // https://discord.com/blog/modern-image-formats-at-discord-supporting-webp-and-avif
  private static final Set<String> PICTURES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif");
  private static final String EDIT = "/channels/{}/messages/{}";
  private static final String DONE = "✅";

  private final DiscordRest rest;
  private final Places places;

  Mouth(DiscordRest rest, Places places) {
    this.rest = rest;
    this.places = places;
  }

  /// As [org.littleredbridge.chat.Messenger#capabilities].
  MessengerCapabilities capabilities(ChannelId channel) {
    return new MessengerCapabilities(
        Embeds.CARD,
        Embeds.CARD,
        Drafts.CONTENT,
        Draft.MOST_FILES,
        Draft.MOST_FILES,
        places.largestUpload(channel),
        PICTURES,
        true,
        Markup::measure);
  }

  /// As [org.littleredbridge.chat.Messenger#send].
  Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    if (part instanceof Part.Outcome outcome
        && outcome.state() == ReplyState.POSTED
        && marked(outcome.reply())) {
      return new Sent(outcome.reply());
    }
    if (part instanceof Part.Secret secret) {
      return secret(channel, secret, key);
    }
    var draft = fitting(channel, Drafts.of(part));
    if (channel.chat().startsWith("!")) {
      return answer(channel, draft, after.isEmpty());
    }
    var where = where(channel, part, after);
    if (where.thread().isEmpty()
        && !where.isPrivate()
        && places.place(places.target(where)).opensThreads()) {
      return open(where, draft);
    }
    return say(where, draft, after.or(part::replyTo), key);
  }

  /// As [org.littleredbridge.chat.Messenger#edit]: Discord keeps the files of a message as long as
  /// an edit does not name any. Source:
  /// https://docs.discord.com/developers/resources/message#edit-message.
  boolean edit(ChannelId channel, MessageRef message, Part part) {
    var where = message.channel();
    if (!where.whole().equals(channel.whole()) || where.chat().startsWith("!")) {
      return false;
    }
    var draft = Drafts.of(part).with(List.of());
    var route = Route.of(EDIT, places.target(where), message.id());
    return switch (asked(Method.PATCH, route, draft.edit(), List.of(), where)) {
      case Answer.Taken _ -> true;
      case Answer.Declined(var refusal) -> {
        if (refusal.pastEditing() || refusal.channelGone() && where.thread().isPresent()) {
          yield false;
        }
        throw failure(refusal, draft, where);
      }
    };
  }

  /// A thread that the post or the conversation has is where it goes on.
  private static ChannelId where(ChannelId channel, Part part, Optional<MessageRef> after) {
    return after
        .or(part::replyTo)
        .map(MessageRef::channel)
        .filter(there -> there.whole().equals(channel.whole()) && channel.thread().isEmpty())
        .orElse(channel);
  }

  private Sent say(ChannelId where, Draft draft, Optional<MessageRef> reference, String key) {
    var target = places.target(where);
    var route = Route.of("/channels/{}/messages", target);
    var sent =
        deliver(
            draft,
            where,
            fitting -> {
              var body = fitting.body().put("nonce", key).put("enforce_nonce", true);
              reference
                  .filter(message -> message.channel().equals(where))
                  .ifPresent(message -> refer(body, message));
              return posted(route, body, fitting.files(), where);
            });
    return new Sent(new MessageRef(where, sent.path("id").asText()));
  }

  private Sent secret(ChannelId where, Part.Secret secret, String key) {
    if (!where.isPerson()) {
      throw new ChatException(
          new ChatFailure.Refused("this is for one person and not for a channel"));
    }
    var draft = Drafts.of(secret);
    var body = draft.body().put("nonce", key).put("enforce_nonce", true);
    body.putArray("attachments").addObject().put("id", "0").put("filename", RequestBodies.SECRET);
    var route = Route.of("/channels/{}/messages", places.target(where));
    return switch (rest.askNow(route, body, secret)) {
      case Answer.Taken(var sent) -> new Sent(new MessageRef(where, sent.path("id").asText()));
      case Answer.Declined(var refusal) -> throw failure(refusal, draft, where);
    };
  }

  private static void refer(ObjectNode body, MessageRef message) {
    body.putObject("message_reference")
        .put("message_id", message.id())
        .put("fail_if_not_exists", false);
  }

  /// Opens a post. Discord takes no nonce here, so a repeated try may show twice.
  private Sent open(ChannelId forum, Draft draft) {
    var place = places.place(forum.chat());
    var route = Route.of("/channels/{}/threads", forum.chat());
    var thread =
        deliver(
            draft,
            forum,
            fitting -> {
              var body = JsonNodeFactory.instance.objectNode().put("name", fitting.name());
              if (place.tagRequired()) {
                place.tags().stream().findFirst().ifPresent(body.putArray("applied_tags")::add);
              }
              body.set("message", fitting.body());
              return tagged(forum, body, posted(route, body, fitting.files(), forum), fitting);
            });
    var id = thread.path("id").asText();
    var channel = new ChannelId(Places.MESSENGER, forum.chat(), Optional.of(id));
    // A post's first message has the id of its thread.
    return new Sent(new MessageRef(channel, thread.path("message").path("id").asText(id)));
  }

  /// Tries again with a tag when the forum began to ask for one after we had looked.
  private Answer tagged(ChannelId forum, ObjectNode body, Answer answer, Draft draft) {
    if (!(answer instanceof Answer.Declined(var refusal))
        || refusal.code() != Refusal.TAG_REQUIRED
        || body.path("applied_tags").size() > 0) {
      return answer;
    }
    places.forget(forum.chat());
    var tag = places.place(forum.chat()).tags().stream().findFirst();
    if (tag.isEmpty()) {
      return answer;
    }
    body.putArray("applied_tags").add(tag.get());
    return posted(Route.of("/channels/{}/threads", forum.chat()), body, draft.files(), forum);
  }

  /// The first part takes the place of “thinking…”, which the door had shown; others follow it.
  private Sent answer(ChannelId channel, Draft draft, boolean first) {
    var token =
        channel
            .thread()
            .orElseThrow(() -> new ChatException(new ChatFailure.Refused("no token to answer")));
    var application = rest.me().applicationId();
    var message =
        deliver(
            draft,
            channel,
            fitting ->
                first
                    ? rest.askNow(
                        Method.PATCH,
                        Route.of("/webhooks/{}/{}/messages/@original", application, token),
                        Optional.of(fitting.body()),
                        fitting.files())
                    : rest.askNow(
                        Method.POST,
                        Route.of("/webhooks/{}/{}", application, token),
                        Optional.of(fitting.privateBody()),
                        fitting.files()));
    return new Sent(new MessageRef(channel, message.path("id").asText()));
  }

  private boolean marked(MessageRef reply) {
    if (reply.channel().chat().startsWith("!")) {
      return false;
    }
    var route =
        Route.of(
            "/channels/{}/messages/{}/reactions/{}/@me",
            places.target(reply.channel()),
            reply.id(),
            DONE);
    return switch (rest.askNow(Method.PUT, route, Optional.empty(), List.of())) {
      case Answer.Taken _ -> true;
      case Answer.Declined(var refusal) -> {
        log.atDebug()
            .addKeyValue("channel", reply.channel())
            .addKeyValue("code", refusal.code())
            .log("no reaction possible, a sentence instead");
        yield false;
      }
    };
  }

  private Answer posted(Route route, JsonNode body, List<Attachment> files, ChannelId where) {
    return asked(Method.POST, route, body, files, where);
  }

  /// Opens a thread again that was put away, if need be.
  private Answer asked(
      Method method, Route route, JsonNode body, List<Attachment> files, ChannelId where) {
    var answer = rest.askNow(method, route, Optional.of(body), files);
    return answer instanceof Answer.Declined(var refusal)
            && refusal.code() == Refusal.ARCHIVED
            && where.thread().isPresent()
            && unarchived(where.thread().get())
        ? rest.askNow(method, route, Optional.of(body), files)
        : answer;
  }

  private boolean unarchived(String thread) {
    var body = JsonNodeFactory.instance.objectNode().put("archived", false);
    var route = Route.of("/channels/{}", thread);
    return rest.askNow(Method.PATCH, route, Optional.of(body), List.of()) instanceof Answer.Taken;
  }

  /// Sends a message; when Discord finds it too large, without its largest file rather than not at
  /// all.
  private JsonNode deliver(Draft draft, ChannelId where, Function<Draft, Answer> way) {
    var answer = way.apply(draft);
    while (answer instanceof Answer.Declined(var refusal)
        && refusal.tooLarge()
        && !draft.files().isEmpty()) {
      var largest =
          draft.files().stream().max(Comparator.comparingLong(Attachment::bytes)).orElseThrow();
      leftOut(where, largest, "Discord finds the message too large");
      draft = draft.with(draft.files().stream().filter(file -> file != largest).toList());
      answer = way.apply(draft);
    }
    return switch (answer) {
      case Answer.Taken(var body) -> body;
      case Answer.Declined(var refusal) -> throw failure(refusal, draft, where);
    };
  }

  private ChatException failure(Refusal refusal, Draft draft, ChannelId where) {
    if (refusal.code() == Refusal.CHANNEL_UNKNOWN) {
      places.forget(where.thread().orElse(where.chat()));
    }
    var body = JsonNodeFactory.instance.objectNode();
    body.set("message", draft.body());
    var sent = refusal.route().shape().endsWith("/threads") ? body : draft.body();
    return refusal.exception(
        Rights.of(
            refusal.route().shape().equals(EDIT) ? Method.PATCH : Method.POST,
            refusal.route(),
            Optional.of(sent),
            !draft.files().isEmpty(),
            where.thread().isPresent()));
  }

  /// Without the files that this place surely does not take.
  private Draft fitting(ChannelId channel, Draft draft) {
    if (draft.files().isEmpty()) {
      return draft;
    }
    var most = places.largestUpload(channel);
    var files = draft.files().stream().filter(file -> file.bytes() <= most).toList();
    draft.files().stream()
        .filter(file -> file.bytes() > most)
        .forEach(file -> leftOut(channel, file, "Discord takes at most " + most + " bytes here"));
    return draft.with(files.size() > Draft.MOST_FILES ? files.subList(0, Draft.MOST_FILES) : files);
  }

  private static void leftOut(ChannelId channel, Attachment file, String reason) {
    log.atWarn()
        .addKeyValue("channel", channel)
        .addKeyValue("bytes", file.bytes())
        .addKeyValue("reason", reason)
        .log("media left out");
  }
}
