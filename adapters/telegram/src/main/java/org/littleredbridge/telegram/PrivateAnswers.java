package org.littleredbridge.telegram;

import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Sent;

/// Answers to pressed buttons, which one person reads: in a window when they are short, else in the
/// private chat. Whoever never opened that chat, so that the bot may not write there, is led into
/// it. What follows a first short part comes in the private chat, since a window opens once.
/// Thread-safe.
final class PrivateAnswers {
  /// Source: https://core.telegram.org/bots/api#answercallbackquery .
  static final int WINDOW = 200;

  private final Presses presses;
  private final Speaker speaker;

  PrivateAnswers(Presses presses, Speaker speaker) {
    this.presses = presses;
    this.speaker = speaker;
  }

  /// @param address `telegram:!QUERY:USER`
  /// @throws ChatException with the way on
  Sent send(ChannelId address, Part part, Optional<MessageRef> after, String key) {
    var press = presses.find(address);
    if (press.wasSentOn()) {
      throw closed(Cause.TOO_LATE, "asked again in the private chat");
    }
    var open = press.begin();
    try {
      var words = window(part);
      if (open && words.isPresent()) {
        presses.answer(press.id(), words.get(), true);
        return shown(address);
      }
      return inPrivate(address, press, open, part, after, key);
    } catch (BotApiException e) {
      press.reopen();
      throw new ChatException(Refusals.of(e));
    } catch (ChatException e) {
      if (open) {
        press.reopen();
      }
      throw e;
    }
  }

  /// The words, when they are all there is and fit the window.
  private static Optional<String> window(Part part) {
    return words(part).filter(words -> words.length() <= WINDOW && !words.isBlank());
  }

  private static Optional<String> words(Part part) {
    return switch (part) {
      case Part.Say say when say.buttons().isEmpty() ->
          Optional.of(PartText.said(say.text()).seen());
      case Part.Quote quote when quote.buttons().isEmpty() ->
          Optional.of(PartText.quote(quote, WINDOW).seen());
      case Part.Outcome outcome -> Optional.of(PartText.said(outcome.text()).seen());
      // In a window nothing can be pressed, opened or seen but words.
      case Part.Say _, Part.Quote _, Part.Card _, Part.Digest _, Part.Pictures _, Part.Secret _ ->
          Optional.empty();
    };
  }

  private Sent inPrivate(
      ChannelId address,
      Press press,
      boolean open,
      Part part,
      Optional<MessageRef> after,
      String key) {
    var chat = Place.channel(press.user());
    if (press.user() <= 0) {
      throw closed(Cause.GONE, "the address of a private answer names nobody");
    }
    try {
      var sent = speaker.send(chat, part, after, key);
      if (open) {
        presses.quietly(
            () -> presses.answer(press.id(), say(press, "telegram.wrote-privately"), false));
      }
      return sent;
    } catch (ChatException e) {
      if (open && e.failure() instanceof Closed(var cause, var _) && cause == Cause.BLOCKED) {
        return ledIn(address, press, part, e);
      }
      throw e;
    }
  }

  private Sent ledIn(ChannelId address, Press press, Part part, ChatException blocked) {
    if (presses.sendOn(press)) {
      return shown(address);
    }
    var words = text(part);
    if (words.isBlank()) {
      throw blocked;
    }
    presses.answer(press.id(), PartText.cut(words, WINDOW - 1).strip() + "…", true);
    return shown(address);
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Say say -> PartText.said(say.text()).seen();
      case Part.Quote quote -> PartText.quote(quote, WINDOW).seen();
      case Part.Card card -> PartText.card(card, WINDOW).seen();
      case Part.Digest digest -> PartText.digest(digest).seen();
      case Part.Outcome outcome -> PartText.said(outcome.text()).seen();
      case Part.Pictures pictures -> PartText.caption(pictures.caption()).seen();
      case Part.Secret secret -> PartText.said(secret.text()).seen();
    };
  }

  private String say(Press press, String key) {
    return presses.say(press.language(), key);
  }

  /// A window is no message that anybody could answer.
  private static Sent shown(ChannelId address) {
    return new Sent(new MessageRef(address, "window"));
  }

  private static ChatException closed(Cause cause, String detail) {
    return new ChatException(new ChatFailure.Closed(cause, detail));
  }
}
