package org.littleredbridge.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.telegram.Uploads.Below;
import org.littleredbridge.wording.Wording;
import org.telegram.telegrambots.meta.api.methods.reactions.SetMessageReaction;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.reactions.ReactionTypeEmoji;

/// Sends parts to chats that people see. Thread-safe.
final class Speaker {
  private static final LinkPreviewOptions NO_PREVIEW =
      LinkPreviewOptions.builder().isDisabled(true).build();

  private final BotApi api;
  private final Uploads uploads;
  private final Pacing pacing;
  private final Wording wording;
  private final Begun begun = new Begun();

  Speaker(BotApi api, Uploads uploads, Pacing pacing, Wording wording) {
    this.api = api;
    this.uploads = uploads;
    this.pacing = pacing;
    this.wording = wording;
  }

  /// What a part is sent as.
  ///
  /// @param rest whether it goes on below what the same post sent before
  /// @param first whether it goes before all that can wait
  private record Errand(ChannelId channel, Address to, String key, boolean rest, boolean first) {
    /// A part that has begun does not wait behind others.
    Errand begun(Optional<MessageRef> answers) {
      var there = answers.isPresent() ? to.answering(answers) : to;
      return new Errand(channel, there, key, rest, true);
    }
  }

  /// @throws ChatException with the way on
  Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    var place = Place.of(channel);
    var answers = part.replyTo().or(() -> after);
    // In private and under their messages people wait; and a post that has begun is to be whole.
    var first = place.chat() > 0 || answers.isPresent();
    var to = new Address(place, answers);
    try {
      return sent(new Errand(channel, to, key, after.isPresent(), first), part);
    } catch (BotApiException e) {
      throw new ChatException(Refusals.of(e));
    }
  }

  private Sent sent(Errand errand, Part part) {
    return switch (part) {
      case Part.Card card -> card(errand, card);
      case Part.Pictures pictures -> pictures(errand, pictures);
      case Part.Quote quote ->
          new Sent(text(errand, PartText.quote(quote, PartText.TEXT), quote.buttons()));
      case Part.Digest digest -> new Sent(text(errand, PartText.digest(digest), List.of()));
      case Part.Say say -> {
        // What goes on below another message is the rest of a text, which somebody else wrote.
        var words = errand.rest() ? PartText.rest(say.text()) : PartText.said(say.text());
        yield new Sent(text(errand, words, say.buttons()));
      }
      case Part.Outcome outcome -> outcome(errand, outcome);
      case Part.Secret secret -> new Sent(secret(errand, secret));
    };
  }

  /// A card that carries one file has its words below that; else the files come first and the card
  /// answers them.
  private Sent card(Errand errand, Part.Card card) {
    var files = Uploads.sendable(card.attachments());
    if (files.size() == 1) {
      var caption = PartText.card(card, PartText.CAPTION);
      if (caption.length() <= PartText.CAPTION) {
        return new Sent(paced(errand, 1, () -> captioned(errand, card, files.getFirst(), caption)));
      }
    }
    var before = files(errand, files, Below.NOTHING);
    var message =
        text(
            before.isEmpty() ? errand : errand.begun(before.stream().findFirst()),
            PartText.card(card, PartText.TEXT),
            card.buttons());
    return new Sent(message, before);
  }

  /// The card without its file where Telegram does not take that: one message in any case.
  private MessageRef captioned(Errand errand, Part.Card card, Part.Attachment file, Html caption) {
    var shown =
        below(
            card.buttons(),
            openable -> uploads.single(errand.to(), file, new Below(caption, openable)));
    return shown
        .map(message -> ref(errand.channel(), message.number()))
        .orElseGet(() -> say(errand, PartText.card(card, PartText.TEXT), card.buttons()));
  }

  private Sent pictures(Errand errand, Part.Pictures pictures) {
    var caption = new Below(PartText.caption(pictures.caption()), List.of());
    var files = Uploads.sendable(pictures.attachments());
    var messages = files(errand, files, caption);
    if (messages.isEmpty()) {
      // The card comes next and must not be lost with the pictures.
      var instead =
          caption.text().isEmpty()
              ? PartText.said(wording.say(Locale.ENGLISH, "telegram.files-too-large"))
              : caption.text();
      messages = List.of(text(errand, instead, List.of()));
    }
    return new Sent(messages.getFirst(), messages.subList(1, messages.size()));
  }

  private MessageRef secret(Errand errand, Part.Secret secret) {
    // A private chat has its person's number, which is positive; groups have others.
    if (errand.to().place().chat() <= 0) {
      throw new ChatException(
          new ChatFailure.Refused("this is for one person and not for a group"));
    }
    return paced(
        errand,
        1,
        () ->
            ref(
                errand.channel(),
                uploads.secret(errand.to(), secret.png(), PartText.said(secret.text())).number()));
  }

  /// @param below stands below the first that Telegram takes
  private List<MessageRef> files(Errand errand, List<Part.Attachment> files, Below below) {
    var name = errand.channel().key() + " " + errand.key();
    var messages = new ArrayList<MessageRef>();
    var place = 0;
    for (var album : Uploads.albums(files)) {
      var words = messages.isEmpty() ? below : Below.NOTHING;
      var done = begun.files(name, place);
      // What an earlier try sent does not wait once more; each file is a message to the limits.
      var left = done.left(album.size());
      var one = place > 0 ? errand.begun(Optional.empty()) : errand;
      Supplier<List<Integer>> send = () -> uploads.album(errand.to(), album, words, done);
      (left == 0 ? send.get() : paced(one, left, send))
          .forEach(number -> messages.add(ref(errand.channel(), number)));
      place += album.size();
    }
    return messages;
  }

  /// A thumb on the reply itself says that it was posted, without a further message; where the chat
  /// allows no such reaction, and for what a person must know, the sentence is sent.
  private Sent outcome(Errand errand, Part.Outcome outcome) {
    return outcome.state() == ReplyState.POSTED
            && paced(errand, 0, () -> reacted(errand.to(), outcome.reply()))
        ? new Sent(outcome.reply())
        : new Sent(text(errand, PartText.said(outcome.text()), List.of()));
  }

  private boolean reacted(Address to, MessageRef reply) {
    var number = to.place().numberOf(reply);
    if (number.isEmpty()) {
      return false;
    }
    try {
      return api.ask(
          SetMessageReaction.builder()
              .chatId(to.chat())
              .messageId(number.getAsInt())
              .reactionTypes(List.of(new ReactionTypeEmoji("👍")))
              .build(),
          Boolean.class);
    } catch (BotApiException e) {
      if (e.code() == 400 || e.code() == 403 || e.says("method not found")) {
        return false;
      }
      throw e;
    }
  }

  private MessageRef text(Errand errand, Html text, List<Button> buttons) {
    return paced(errand, 1, () -> say(errand, text, buttons));
  }

  private MessageRef say(Errand errand, Html text, List<Button> buttons) {
    var message = below(buttons, openable -> message(errand.to(), text, openable));
    return ref(errand.channel(), message.number());
  }

  private <T> T paced(Errand errand, int messages, Supplier<T> call) {
    return pacing.send(errand.to().place().chat(), messages, errand.first(), call);
  }

  /// An address that Telegram does not open, such as one on this machine, costs its button only.
  private static <T> T below(List<Button> buttons, Function<List<Button>, T> send) {
    try {
      return send.apply(buttons);
    } catch (BotApiException e) {
      if (!e.buttonRefused()) {
        throw e;
      }
      return send.apply(buttons.stream().filter(button -> button instanceof Button.Ask).toList());
    }
  }

  private Receipt message(Address to, Html text, List<Button> buttons) {
    return api.send(
        SendMessage.builder()
            .chatId(to.chat())
            .messageThreadId(to.topic())
            .replyParameters(to.reply())
            .text(text.html())
            .parseMode("HTML")
            .linkPreviewOptions(NO_PREVIEW)
            .replyMarkup(Keyboard.of(buttons).orElse(null))
            .build());
  }

  private static MessageRef ref(ChannelId channel, int number) {
    return new MessageRef(channel, Integer.toString(number));
  }
}
