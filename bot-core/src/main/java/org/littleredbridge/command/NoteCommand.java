package org.littleredbridge.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.PlatformLinks;

/// `note <link, share text or id>`: shows a note in the channel. `note links on|off`: whether links
/// that people paste there are answered so without being asked.
final class NoteCommand implements Command {
  private static final Pattern LINKS = Pattern.compile("(?iu)links(?:\\s+(on|off))?");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern PLATFORM_ID = Pattern.compile("[0-9a-f]{24}");

  private final PlatformLinks links;
  private final Notes notes;
  private final AskedNotes asked;
  private final AskedCards cards;
  private final LinkPlaces places;
  private final Answers answers;

  NoteCommand(Asking asking, Desk desk) {
    this.links = desk.links();
    this.notes = desk.kept().notes();
    this.asked = asking.notes();
    this.cards = asking.cards();
    this.places = asking.places();
    this.answers = desk.answers();
  }

  @Override
  public String name() {
    return "note";
  }

  @Override
  public boolean changesThings(String argument) {
    return wish(argument).isPresent();
  }

  @Override
  public Argument takes() {
    return Argument.REQUIRED;
  }

  /// Else people could let the bridge write where they may not write themselves.
  @Override
  public boolean elsewhere() {
    return false;
  }

  /// Whether links are to be answered here, when that is what somebody says.
  private static Optional<Boolean> wish(String argument) {
    var said = LINKS.matcher(argument);
    return said.matches()
        ? Optional.ofNullable(said.group(1)).map(word -> word.toLowerCase(Locale.ROOT).equals("on"))
        : Optional.empty();
  }

  @Override
  public String run(Call call) {
    var wish = wish(call.argument());
    if (wish.isPresent()) {
      places.choose(call.channel(), wish.get(), call.member().id(), call.now());
      return call.say(wish.get() ? "note.links-on" : "note.links-off");
    }
    if (LINKS.matcher(call.argument()).matches()) {
      return call.say(places.answers(call.channel()) ? "note.links-are-on" : "note.links-are-off");
    }
    if (call.argument().isEmpty()) {
      return call.say("note.which");
    }
    try {
      return meant(call.argument())
          .map(ref -> show(call, ref))
          .orElseGet(() -> call.say("note.nothing"));
    } catch (PlatformException e) {
      return call.say(
          e.failure() instanceof Failure.Unreachable ? "note.link-unreachable" : "note.link-dead");
    }
  }

  /// @throws PlatformException when a short link could not be followed
  private Optional<NoteRef> meant(String text) {
    return links.findNote(text).or(() -> byId(text));
  }

  private Optional<NoteRef> byId(String text) {
    if (!ID.matcher(text).matches()) {
      return Optional.empty();
    }
    var id = new NoteId(text);
    return notes
        .note(id)
        .map(note -> note.ref())
        .or(() ->
            PLATFORM_ID.matcher(text).matches()
                ? Optional.of(new NoteRef(id, Optional.empty()))
                : Optional.empty());
  }

  private String show(Call call, NoteRef ref) {
    var asker = new AskedNotes.Asker(call.channel(), call.member());
    return switch (asked.find(ref, asker, () -> working(call))) {
      case AskedNotes.Found.Here(var note) -> {
        cards.show(call.channel(), note.id(), call.given().message(), "note:" + call.given().id());
        // The card is the answer; somebody who waits for one of their own is told of it.
        yield call.given().answerTo().isPrivate() ? call.say("note.here") : "";
      }
      case AskedNotes.Found.WithoutToken() -> call.say("note.no-token");
      case AskedNotes.Found.Enough() -> call.say("note.enough");
      case AskedNotes.Found.Failed(var failure) ->
          new FailureSentence(call.wording()).say(call.language(), failure);
    };
  }

  /// A gateway takes its time. Where the service shows that an answer is coming, that is enough.
  private void working(Call call) {
    var given = call.given();
    if (!given.answerTo().isPrivate()) {
      answers.say(
          given.answerTo(), given.message(), call.say("note.working"), "working:" + given.id());
    }
  }
}
