package org.littleredbridge.command;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where commands arrive: finds the one that is meant, checks who may, and answers through the
/// outbox. A command may run again after a crash, so each can be given twice without harm.
public final class CommandDesk {
  private static final Logger log = LoggerFactory.getLogger(CommandDesk.class);

  private static final Pattern SPACE = Pattern.compile("(?U)\\s");

  private final Map<String, Command> commands = new LinkedHashMap<>();
  private final Outbox outbox;
  private final ChannelLanguage languages;
  private final Wording wording;
  private final FailureSentence failures;
  private final Runnable wake;
  private final Clock clock;

  public CommandDesk(Desk desk) {
    this.outbox = desk.outbox();
    this.languages = desk.languages();
    this.wording = desk.wording();
    this.failures = new FailureSentence(desk.wording());
    this.wake = desk.wake();
    this.clock = desk.clock();
    var followed = new Followed(desk.links(), desk.notes(), desk.platform());
    List.of(
            new FollowCommand(followed, desk.subscriptions(), desk.wakePoller()),
            new UnfollowCommand(followed, desk.subscriptions(), desk.settings(), desk.notes()),
            new ListCommand(desk.subscriptions(), desk.feeds(), desk.notes()),
            new TrendingCommand(desk.subscriptions(), desk.wakePoller()),
            new LanguageCommand(desk.settings(), desk.languages()),
            new WhyCommand(
                desk.outbox(), desk.links(), desk.notes(), desk.feeds(), desk.subscriptions()),
            new StatusCommand(desk),
            new ResumeCommand(desk.guard(), desk.wakePoller()))
        .forEach(c -> commands.put(c.name(), c));
    commands.put("help", new HelpCommand(List.copyOf(commands.values())));
  }

  /// Runs a command and leaves its answer in the outbox.
  public void handle(Event.Command event) {
    say(event, event.message(), answer(event), "command:");
  }

  /// Tells a member that what they did came to nothing by a fault of the bridge.
  public void apologise(Event event) {
    var sorry = wording.say(languages.of(event.channel()), "command.fault");
    switch (event) {
      case Event.Reply reply -> say(event, Optional.of(reply.message()), sorry, "fault:");
      case Event.Command command -> say(event, command.message(), sorry, "fault:");
      case Event.Press _, Event.Joined _, Event.Left _, Event.Moved _ -> {}
    }
  }

  /// Completes what a member types; see [org.littleredbridge.chat.Messenger.Listener#suggest].
  public List<Suggestion> suggest(ChannelId channel, String typed) {
    return List.of();
  }

  /// The commands as services list them.
  public List<MenuEntry> menu() {
    return List.of();
  }

  private void say(Event event, Optional<MessageRef> replyTo, String text, String key) {
    outbox.add(event.channel(), new Cargo.Notice(text, replyTo), key + event.id(), clock.instant());
    wake.run();
  }

  private String answer(Event.Command event) {
    var words = event.words().strip();
    var space = SPACE.matcher(words);
    var end = space.find() ? space.start() : words.length();
    var name = end == 0 ? "help" : words.substring(0, end).toLowerCase(Locale.ROOT);
    var argument = words.substring(end).strip();
    var language = languages.of(event.channel());
    var command = commands.get(name);
    if (command == null) {
      return wording.say(language, "command.unknown", shorten(name));
    }
    if (command.changesThings(argument) && event.member().standing() != Member.Standing.MANAGES) {
      return wording.say(language, "command.not-allowed", name);
    }
    try {
      return command.run(
          new Call(
              event.id(),
              event.channel(),
              event.member(),
              argument,
              language,
              wording,
              clock.instant()));
    } catch (PlatformException e) {
      log.atWarn()
          .addKeyValue("command", name)
          .addKeyValue("failure", e.failure())
          .log("command failed at the platform");
      return failures.say(language, e.failure());
    }
  }

  private static String shorten(String name) {
    return name.codePointCount(0, name.length()) <= 40
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 40)) + "…";
  }
}
