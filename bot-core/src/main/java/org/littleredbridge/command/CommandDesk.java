package org.littleredbridge.command;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.littleredbridge.chat.Event;
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
            new UnfollowCommand(followed, desk.subscriptions(), desk.notes()),
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
    var answer = answer(event);
    outbox.add(
        event.channel(),
        new Cargo.Notice(answer, event.message()),
        "command:" + event.id(),
        clock.instant());
    wake.run();
  }

  private String answer(Event.Command event) {
    var words = event.words().strip();
    var space = words.indexOf(' ');
    var name = (space < 0 ? words : words.substring(0, space)).toLowerCase(Locale.ROOT);
    var argument = space < 0 ? "" : words.substring(space + 1).strip();
    var language = languages.of(event.channel());
    var command = commands.get(name);
    if (command == null) {
      return wording.say(language, "command.unknown", shorten(name));
    }
    if (command.changesThings(argument) && !event.member().mayManage()) {
      return wording.say(language, "command.not-allowed", name);
    }
    try {
      return command.run(
          new Call(event.channel(), event.member(), argument, language, wording, clock.instant()));
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
