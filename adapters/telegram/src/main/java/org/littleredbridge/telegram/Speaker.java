package org.littleredbridge.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.reactions.ReactionTypeEmoji;

/// Sends parts to chats that people see. Thread-safe.
final class Speaker {
  private static final LinkPreviewOptions NO_PREVIEW =
      LinkPreviewOptions.builder().isDisabled(true).build();

  private final BotApi api;
  private final Uploads uploads;
  private final Quiet quiet;
  private final Wording wording;
  private final Begun begun = new Begun();

  Speaker(BotApi api, Uploads uploads, Quiet quiet, Wording wording) {
    this.api = api;
    this.uploads = uploads;
    this.quiet = quiet;
    this.wording = wording;
  }

  /// @throws ChatException with the way on
  Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    var place = Place.of(channel);
    quiet
        .left(place.chat())
        .ifPresent(pause -> {
          throw new ChatException(new ChatFailure.RateLimited(pause));
        });
    try {
      return sent(channel, new Address(place, part.replyTo().or(() -> after)), part, after, key);
    } catch (BotApiException e) {
      var failure = Refusals.of(e);
      if (failure instanceof ChatFailure.RateLimited(var pause)) {
        quiet.asked(place.chat(), pause);
      }
      throw new ChatException(failure);
    }
  }

  private Sent sent(
      ChannelId channel, Address to, Part part, Optional<MessageRef> after, String key) {
    return switch (part) {
      case Part.Card card -> card(channel, to, card, key);
      case Part.Pictures pictures -> pictures(channel, to, pictures, key);
      case Part.Quote quote ->
          new Sent(text(channel, to, PartText.quote(quote, PartText.TEXT), quote.buttons()));
      case Part.Say say -> {
        // What goes on below another message is the rest of a text, which somebody else wrote.
        var words = after.isPresent() ? PartText.rest(say.text()) : PartText.said(say.text());
        yield new Sent(text(channel, to, words, say.buttons()));
      }
      case Part.Outcome outcome -> outcome(channel, to, outcome);
    };
  }

  /// A card that carries one file has its words below that; else the files come first and the card
  /// answers them.
  private Sent card(ChannelId channel, Address to, Part.Card card, String key) {
    var files = Uploads.sendable(card.attachments());
    var caption = PartText.card(card, PartText.CAPTION);
    if (files.size() == 1 && caption.length() <= PartText.CAPTION) {
      var file = files.getFirst();
      var shown =
          below(card.buttons(), openable -> uploads.single(to, file, new Below(caption, openable)));
      if (shown.isPresent()) {
        return new Sent(ref(channel, shown.get().getMessageId()));
      }
      files = List.of();
    }
    var before = files(channel, to, files, Below.NOTHING, key);
    var first = before.stream().findFirst();
    var message =
        text(
            channel,
            first.isPresent() ? to.answering(first) : to,
            PartText.card(card, PartText.TEXT),
            card.buttons());
    return new Sent(message, before);
  }

  private Sent pictures(ChannelId channel, Address to, Part.Pictures pictures, String key) {
    var caption = new Below(PartText.caption(pictures.caption()), List.of());
    var files = Uploads.sendable(pictures.attachments());
    var messages = files(channel, to, files, caption, key);
    if (messages.isEmpty()) {
      // The card comes next and must not be lost with the pictures.
      var instead =
          caption.text().isEmpty()
              ? PartText.said(wording.say(Locale.ENGLISH, "telegram.files-too-large"))
              : caption.text();
      messages = List.of(text(channel, to, instead, List.of()));
    }
    return new Sent(messages.getFirst(), messages.subList(1, messages.size()));
  }

  /// @param below stands below the first that Telegram takes
  private List<MessageRef> files(
      ChannelId channel, Address to, List<Part.Attachment> files, Below below, String key) {
    var name = channel.key() + " " + key;
    var messages = new ArrayList<MessageRef>();
    var place = 0;
    for (var album : Uploads.albums(files)) {
      uploads
          .album(to, album, messages.isEmpty() ? below : Below.NOTHING, begun.files(name, place))
          .forEach(number -> messages.add(ref(channel, number)));
      place += album.size();
    }
    return messages;
  }

  /// A thumb on the reply itself says that it was posted, without a further message; where the chat
  /// allows no such reaction, and for what a person must know, the sentence is sent.
  private Sent outcome(ChannelId channel, Address to, Part.Outcome outcome) {
    return outcome.state() == ReplyState.POSTED && reacted(to, outcome.reply())
        ? new Sent(outcome.reply())
        : new Sent(text(channel, to, PartText.said(outcome.text()), List.of()));
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
              .build());
    } catch (BotApiException e) {
      if (e.code() == 400 || e.code() == 403 || e.says("method not found")) {
        return false;
      }
      throw e;
    }
  }

  private MessageRef text(ChannelId channel, Address to, Html text, List<Button> buttons) {
    var message = below(buttons, openable -> message(to, text, openable));
    return ref(channel, message.getMessageId());
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

  private Message message(Address to, Html text, List<Button> buttons) {
    return api.ask(
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
