package org.littleredbridge.command;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where commands and buttons arrive: finds what is meant, checks who may, and answers through the
/// outbox. Every event may come again after a crash, so each can be handled twice without harm.
public final class CommandDesk {
  private static final Logger log = LoggerFactory.getLogger(CommandDesk.class);

  private static final int NAME = 82;
  private static final String NOTE = "note";

  private final Commands commands;
  private final Presses presses;
  private final Decisions decisions;
  private final PlatformLinks links;
  private final PastedLinks pasted;
  private final Entrance entrance;
  private final Passage passage;
  private final Rights rights;
  private final ChannelLanguage languages;
  private final Wording wording;
  private final FailureSentence failures;
  private final Answers answers;
  private final Runnable wakePoller;
  private final Clock clock;

  public CommandDesk(Desk desk) {
    this.decisions = new Decisions(desk);
    var allowance = new Allowance(desk.sources(), desk.clock());
    var limits = new AskingLimits(allowance, desk.clock());
    var asking = Asking.of(desk, limits);
    this.links = desk.links();
    this.pasted = new PastedLinks(desk, asking);
    this.commands = Roster.of(desk, decisions, limits, asking);
    this.presses = Presses.of(desk, decisions, allowance);
    this.entrance = new Entrance(desk);
    this.passage = new Passage(desk);
    this.rights = desk.people().rights();
    this.languages = desk.languages();
    this.wording = desk.wording();
    this.failures = new FailureSentence(desk.wording());
    this.answers = desk.answers();
    this.wakePoller = desk.wakePoller();
    this.clock = desk.clock();
  }

  /// Runs a command and leaves its answer in the outbox.
  public void handle(Event.Command event) {
    var pause = passage.speaks(event.channel());
    var language = languages.of(event.channel());
    var said = commands.read(event.words());
    var refusal =
        said.command()
            .filter(command -> !command.free())
            .flatMap(_ ->
                entrance.refusal(event.community(), event.channel(), event.member(), language));
    var key = refusal.flatMap(Entrance.Refusal::key).filter(_ -> !event.answerTo().isPrivate());
    var text =
        refusal.map(Entrance.Refusal::text).orElseGet(() -> answer(event, said, pause, language));
    var actions =
        refusal.isPresent()
            ? List.<Action>of()
            : said.command().map(command -> command.actions(event)).orElse(List.of());
    if (!text.isEmpty()) {
      answers.say(
          event.answerTo(), event.message(), text, actions, key.orElse("command:" + event.id()));
    }
    // A feed may have become due; only now, so that the answer comes before the notes.
    wakePoller.run();
  }

  /// Answers a link that somebody pasted. In the private chat of who did so that is as good as a
  /// command; elsewhere only an admitted community is answered.
  public void handle(Event.Link event) {
    var channel = event.channel();
    var member = event.member();
    if (pasted.unwanted(channel)) {
      return;
    }
    if (entrance.isOwn(event.community(), channel, member)) {
      handle(
          new Event.Command(
              event.id(),
              channel,
              event.community(),
              Optional.of(event.message()),
              member,
              NOTE + " " + event.text(),
              event.at()));
    } else if (entrance.admits(event.community(), channel, member) && pasted.wanted(channel)) {
      pasted.handle(event, languages.of(channel));
    }
  }

  /// See [org.littleredbridge.chat.Messenger.Listener#mayLink].
  public boolean mayLink(String text) {
    return links.mentions(text);
  }

  /// Does what a button means and leaves the answer for the one who pressed it.
  public void handle(Event.Press event) {
    passage.speaks(event.channel());
    var reader = Pressed.reader(event.member(), languages.of(event.channel()));
    var text =
        refusal(event, reader)
            .map(Entrance.Refusal::text)
            .orElseGet(() -> presses.run(new Pressed(event, reader, wording)));
    answers.say(event.answerTo(), Optional.empty(), text, "press:" + event.id());
  }

  private Optional<Entrance.Refusal> refusal(Event.Press event, Locale reader) {
    return Presses.decides(event.action()) ? Optional.empty() : entrance.refusal(event, reader);
  }

  /// A reply is for the relay; here it shows that its channel is open.
  ///
  /// @return whether its community may comment at all
  public boolean admits(Event.Reply event) {
    passage.speaks(event.channel());
    return entrance.admits(event.community(), event.channel(), event.member());
  }

  /// The bot came into a community: what waits there goes on, and operators are asked.
  public void handle(Event.Joined event) {
    passage.joined(event);
    entrance.joined(event);
  }

  /// The bot was removed: what is for there waits.
  public void handle(Event.Left event) {
    passage.left(event);
  }

  public void handle(Event.Moved event) {
    passage.moved(event);
  }

  /// Tells a member that what they did came to nothing by a fault of the bridge.
  public void apologise(Event event) {
    var sorry = wording.say(languages.of(event.channel()), "command.fault");
    var key = "fault:" + event.id();
    switch (event) {
      case Event.Reply reply ->
          answers.say(reply.channel(), Optional.of(reply.message()), sorry, key);
      case Event.Command command -> answers.say(command.answerTo(), command.message(), sorry, key);
      case Event.Press press -> answers.say(press.answerTo(), Optional.empty(), sorry, key);
      // Nobody asked for an answer to a link.
      case Event.Link _, Event.Joined _, Event.Left _, Event.Moved _ -> {}
    }
  }

  /// Completes what a member types; see [org.littleredbridge.chat.Messenger.Listener#suggest].
  public List<Suggestion> suggest(ChannelId channel, String typed) {
    try {
      return commands.suggest(channel, typed, languages.of(channel));
    } catch (RuntimeException e) {
      // Whoever types goes on typing; the command itself will say what is wrong.
      log.atWarn().addKeyValue("channel", channel).setCause(e).log("nothing could be suggested");
      return List.of();
    }
  }

  /// The commands as services list them.
  public List<MenuEntry> menu() {
    return commands.menu();
  }

  private String answer(
      Event.Command event, Commands.Said said, Optional<Channels.Pause> pause, Locale language) {
    if (said.command().isEmpty()) {
      return wording.say(language, "command.unknown", OneLine.of(said.name(), NAME));
    }
    var command = said.command().get();
    try {
      if (command.changesThings(said.argument())) {
        if (!rights.mayManage(event.channel(), event.member())) {
          return wording.say(language, "command.not-allowed", command.name());
        }
        entrance.uses(event.community(), event.channel(), event.member());
      }
      var answer =
          command.run(new Call(event, said.argument(), pause, language, wording, clock.instant()));
      return command.changesThings(said.argument())
          ? turnedAwayMeanwhile(event, language).orElse(answer)
          : answer;
    } catch (PlatformException e) {
      log.atWarn()
          .addKeyValue("command", command.name())
          .addKeyValue("failure", e.failure())
          .log("command failed at the platform");
      return failures.say(language, e.failure());
    } catch (ChatException e) {
      log.atWarn()
          .addKeyValue("channel", event.channel())
          .addKeyValue("failure", e.failure())
          .log("rights could not be found out");
      return wording.say(language, "command.rights-unknown");
    }
  }

  /// A gateway may take minutes, and operators decide meanwhile.
  private Optional<String> turnedAwayMeanwhile(Event.Command event, Locale language) {
    var refusal = entrance.refusal(event.community(), event.channel(), event.member(), language);
    refusal.ifPresent(_ -> decisions.end(event.channel()));
    return refusal.map(Entrance.Refusal::text);
  }
}
