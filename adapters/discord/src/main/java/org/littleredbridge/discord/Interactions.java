package org.littleredbridge.discord;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.discord.Signs.Sign;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes slash commands, presses and forms. Discord waits three seconds for a first sign, so that
/// is given before anything else; what then cannot be stored is told in its place. Thread-safe;
/// calls block.
///
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding.
final class Interactions {
  private static final Logger log = LoggerFactory.getLogger(Interactions.class);
  private static final int LONGEST_NAME = 80;

  private final Signs signs;
  private final Choices choices;
  private final Asked asked;
  private final Messenger.Listener listener;
  private final Clock clock;

  Interactions(
      DiscordRest rest, Asked asked, Messenger.Listener listener, Wording wording, Clock clock) {
    this.asked = asked;
    this.listener = listener;
    this.clock = clock;
    signs = new Signs(rest, wording);
    choices = new Choices(asked, listener);
  }

  void handle(Interaction it) {
    if (!it.hasAddress()) {
      log.atWarn().log("discord sent an interaction without an address");
      return;
    }
    switch (it.type()) {
      case Interaction.COMMAND -> {
        if (it.command().isBlank()) {
          signs.say(it, "discord.unknown");
        } else {
          deferred(it, () -> asked.about(it).map(about -> command(it, about)));
        }
      }
      case Interaction.PRESS -> pressed(it, Action.of(it.code()));
      case Interaction.COMPLETION -> signs.give(it, Signs.CHOICES, choices.of(it));
      case Interaction.FORM -> submitted(it);
      default -> signs.say(it, "discord.unknown");
    }
  }

  private void pressed(Interaction it, Optional<Action> action) {
    var message = it.message();
    if (action.isEmpty() || message.isBlank()) {
      signs.say(it, "discord.unknown");
    } else if (action.get() instanceof Action.Reply) {
      var title = signs.sentence(it, "discord.reply-title");
      var label = signs.sentence(it, "discord.reply-label");
      signs.give(it, Signs.FORM, ReplyForm.of(message, title, label));
    } else {
      deferred(it, () -> Optional.of(press(it, message, action.get())));
    }
  }

  /// @param event empty when the command is about a channel of another server
  private void deferred(Interaction it, Supplier<Optional<Event>> event) {
    switch (signs.laterForOne(it)) {
      // A sign that was given twice, or was heard and not confirmed, is one all the same.
      case Sign.Given _, Sign.Unsure() ->
          owed(it, event).ifPresent(key -> signs.tell(it, signs.sentence(it, key)));
      case Sign.TooLate() -> {}
    }
  }

  private Event command(Interaction it, ChannelId about) {
    return new Event.Command(
        it.event(),
        about,
        asked.community(it.json()),
        Optional.empty(),
        it.privately(),
        asked.member(it.json()),
        Choices.words(it).strip(),
        at(it));
  }

  private Event press(Interaction it, String message, Action action) {
    var channel = asked.channel(it.json());
    return new Event.Press(
        it.event(),
        channel,
        asked.community(it.json()),
        new MessageRef(channel, message),
        it.privately(),
        asked.member(it.json()),
        action,
        at(it));
  }

  /// A reply that was typed into the form becomes a message for all, below which its answers hang.
  private void submitted(Interaction it) {
    var to = ReplyForm.message(it);
    if (to.isEmpty()) {
      signs.say(it, "discord.unknown");
      return;
    }
    var message = signs.shown(it, signs.laterForAll(it));
    if (message.isEmpty()) {
      // Discord shows the form again, with the text in it, and says that it failed.
      log.atWarn().addKeyValue("interaction", it.id()).log("a reply could not be shown");
      return;
    }
    var text = ReplyForm.text(it);
    var owed = owed(it, () -> Optional.of(reply(it, to.get(), message.get(), text)));
    signs.tell(
        it, owed.isEmpty() ? said(it, text) : signs.sentence(it, "discord.reply-not-stored"));
  }

  private Event reply(Interaction it, String to, String message, String text) {
    var channel = asked.channel(it.json());
    return new Event.Reply(
        it.event(),
        channel,
        asked.community(it.json()),
        new MessageRef(channel, message),
        new MessageRef(channel, to),
        asked.member(it.json()),
        text,
        at(it));
  }

  private String said(Interaction it, String text) {
    var name = Markup.escape(Markup.plain(asked.member(it.json()).name(), LONGEST_NAME));
    var head = "**" + name + "**: ";
    return head + Markup.fit(text, Drafts.CONTENT - head.length());
  }

  /// Stores what happened.
  ///
  /// @return which sentence is owed because that was not done
  private Optional<String> owed(Interaction it, Supplier<Optional<Event>> event) {
    try {
      var happened = event.get();
      happened.ifPresent(listener::happened);
      return happened.isPresent() ? Optional.empty() : Optional.of("discord.other-server");
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("interaction", it.id())
          .log("an interaction was not stored");
      return Optional.of("discord.not-stored");
    }
  }

  private Instant at(Interaction it) {
    return it.at().orElseGet(clock::instant);
  }
}
