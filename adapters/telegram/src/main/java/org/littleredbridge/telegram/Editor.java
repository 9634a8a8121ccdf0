package org.littleredbridge.telegram;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;

/// Changes the words and buttons of messages that were sent; files stay. An edit counts as a
/// message to Telegram's limits. Thread-safe.
///
/// Telegram does not tell what a message is, so its words are tried as a text first and then as
/// what stands below a file. The words of its refusals are those that its server sends
/// (https://github.com/tdlib/telegram-bot-api).
final class Editor {
  private static final LinkPreviewOptions NO_PREVIEW =
      LinkPreviewOptions.builder().isDisabled(true).build();
  private static final int SHORT_TITLE = 200;

  private final BotApi api;
  private final Pacing pacing;

  Editor(BotApi api, Pacing pacing) {
    this.api = api;
    this.pacing = pacing;
  }

  /// As [org.littleredbridge.chat.Messenger#edit].
  boolean edit(ChannelId channel, MessageRef message, Part part) {
    if (channel.chat().startsWith("!")) {
      return false;
    }
    var place = Place.of(channel);
    // After a group has moved, the number would be that of another message.
    var number = place.numberOf(message);
    if (number.isEmpty()) {
      return false;
    }
    try {
      return pacing.send(place.chat(), 1, false, () -> edit(place.chat(), number.getAsInt(), part));
    } catch (BotApiException e) {
      throw new ChatException(Refusals.of(e));
    }
  }

  private boolean edit(long chat, int message, Part part) {
    var buttons = buttons(part);
    try {
      return below(buttons, openable -> text(chat, message, words(part), openable));
    } catch (BotApiException e) {
      if (!e.says("there is no text in the message")) {
        throw e;
      }
      return below(buttons, openable -> caption(chat, message, caption(part), openable));
    }
  }

  private boolean text(long chat, int message, Html words, List<Button> buttons) {
    return done(() ->
        api.done(
            EditMessageText.builder()
                .chatId(chat)
                .messageId(message)
                .text(words.html())
                .parseMode("HTML")
                .linkPreviewOptions(NO_PREVIEW)
                .replyMarkup(Keyboard.of(buttons).orElse(null))
                .build()));
  }

  private boolean caption(long chat, int message, Html words, List<Button> buttons) {
    return done(() ->
        api.done(
            EditMessageCaption.builder()
                .chatId(Long.toString(chat))
                .messageId(message)
                .caption(words.html())
                .parseMode("HTML")
                .replyMarkup(Keyboard.of(buttons).orElse(null))
                .build()));
  }

  private static boolean done(Runnable call) {
    try {
      call.run();
      return true;
    } catch (BotApiException e) {
      if (e.code() == 400 && e.says("message is not modified")) {
        return true;
      }
      if (e.code() == 400
          && e.says("message to edit not found", "message can't be edited", "message_id_invalid")) {
        return false;
      }
      throw e;
    }
  }

  /// An address that Telegram does not open costs its button only.
  private static boolean below(List<Button> buttons, Function<List<Button>, Boolean> call) {
    try {
      return call.apply(buttons);
    } catch (BotApiException e) {
      if (!e.buttonRefused()) {
        throw e;
      }
      return call.apply(buttons.stream().filter(button -> button instanceof Button.Ask).toList());
    }
  }

  private static List<Button> buttons(Part part) {
    return switch (part) {
      case Part.Card card -> card.buttons();
      case Part.Quote quote -> quote.buttons();
      case Part.Say say -> say.buttons();
      case Part.Pictures _, Part.Digest _, Part.Secret _, Part.Outcome _ -> List.of();
    };
  }

  private static Html words(Part part) {
    return switch (part) {
      case Part.Card card -> PartText.card(card, PartText.TEXT);
      case Part.Pictures pictures -> PartText.caption(pictures.caption());
      case Part.Quote quote -> PartText.quote(quote, PartText.TEXT);
      case Part.Digest digest -> PartText.digest(digest);
      // Only the rest of a note's text is changed, which somebody else wrote.
      case Part.Say say -> PartText.rest(say.text());
      case Part.Secret secret -> PartText.said(secret.text());
      case Part.Outcome outcome -> PartText.said(outcome.text());
    };
  }

  private static Html caption(Part part) {
    return part instanceof Part.Card card ? caption(card) : words(part);
  }

  /// A text that grew beyond what fits below a file ends where that is full.
  private static Html caption(Part.Card card) {
    var html = PartText.card(card, PartText.CAPTION);
    var body = card.body();
    while (html.length() > PartText.CAPTION && !body.isEmpty()) {
      body =
          PartText.cut(body, Math.max(0, body.length() - (html.length() - PartText.CAPTION) - 1));
      html =
          PartText.card(
              with(card, card.title(), body.isEmpty() ? "" : body + "…"), PartText.CAPTION);
    }
    return html.length() <= PartText.CAPTION ? html : PartText.card(bare(card), PartText.CAPTION);
  }

  private static Part.Card with(Part.Card card, String title, String body) {
    return new Part.Card(
        card.subject(),
        title,
        body,
        card.tags(),
        card.original(),
        card.asides(),
        card.label(),
        List.of(),
        card.buttons(),
        card.replyTo());
  }

  /// What always fits: the beginning of the text, the creator and the label.
  private static Part.Card bare(Part.Card card) {
    var subject = card.subject();
    return new Part.Card(
        new Part.Subject(
            subject.id(),
            subject.link(),
            PartText.cut(subject.creator(), SHORT_TITLE),
            subject.kind()),
        PartText.cut(card.title(), SHORT_TITLE),
        PartText.cut(card.body(), SHORT_TITLE),
        List.of(),
        Optional.empty(),
        List.of(),
        PartText.cut(card.label(), SHORT_TITLE),
        List.of(),
        card.buttons(),
        card.replyTo());
  }
}
