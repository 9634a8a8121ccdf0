package org.littleredbridge.command;

import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.translate.ContactMask;
import org.littleredbridge.translate.Explainer;

/// `explain <text or link>`: what is meant, in the language of whoever asks.
final class ExplainCommand implements Command {
  private static final int LONGEST = 1_000;

  private final PlatformLinks links;
  private final AskedNotes asked;
  private final Explainer explainer;

  ExplainCommand(PlatformLinks links, AskedNotes asked, Explainer explainer) {
    this.links = links;
    this.asked = asked;
    this.explainer = explainer;
  }

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public boolean changesThings(String argument) {
    return false;
  }

  @Override
  public Argument takes() {
    return Argument.REQUIRED;
  }

  @Override
  public boolean elsewhere() {
    return false;
  }

  @Override
  public String run(Call call) {
    var text = call.argument();
    if (text.isEmpty()) {
      return call.say("explain.which");
    }
    var reader = Pressed.reader(call.member(), call.language());
    try {
      var note = links.mentions(text) ? links.findNote(text) : Optional.<NoteRef>empty();
      if (note.isPresent()) {
        return note(call, note.get(), reader);
      }
    } catch (PlatformException e) {
      return call.say(
          e.failure() instanceof Failure.Unreachable ? "note.link-unreachable" : "note.link-dead");
    }
    // Mostly somebody else wrote it.
    return text.codePointCount(0, text.length()) > LONGEST
        ? call.say("explain.long", LONGEST)
        : explained(call, explainer.explain(ContactMask.of(text), audience(call, reader)), reader);
  }

  private String note(Call call, NoteRef ref, Locale reader) {
    return switch (asked.find(ref, new AskedNotes.Asker(call.channel(), call.member()), () -> {})) {
      case AskedNotes.Found.Here(var note) ->
          explained(call, explainer.explain(note, audience(call, reader)), reader);
      case AskedNotes.Found.WithoutToken() -> call.say("note.no-token");
      case AskedNotes.Found.Enough() -> call.say("note.enough");
      case AskedNotes.Found.Failed(var failure) ->
          new FailureSentence(call.wording()).say(call.language(), failure);
    };
  }

  private static String explained(Call call, Explainer.Explanation what, Locale reader) {
    return Explained.text(what, call.wording(), reader);
  }

  private static Audience audience(Call call, Locale reader) {
    return call.audience().in(reader);
  }
}
