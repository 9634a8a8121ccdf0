package org.littleredbridge.deliver;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.wording.Wording;

/// What can be done about a message, as buttons in one language. An action that no service could
/// carry, because its ids are too long, has none.
final class Buttons {
  private final Wording wording;
  private final Locale language;

  Buttons(Wording wording, Locale language) {
    this.wording = wording;
    this.language = language;
  }

  /// @param original whether the message holds an original to be shown
  /// @param wordHelp whether there is no translation, but words are explained
  /// @param pictures whether somebody can say what is written in its pictures
  List<Button> ofNote(NoteId note, boolean original, boolean wordHelp, boolean pictures, URI page) {
    var subject = new Action.Subject(note.value(), Optional.empty());
    var actions = new ArrayList<Action>();
    if (original) {
      actions.add(new Action.Original(subject));
    }
    if (wordHelp) {
      actions.add(new Action.Gloss(subject));
    }
    actions.add(new Action.Translate(subject));
    actions.add(new Action.Explain(subject));
    if (pictures) {
      actions.add(new Action.Pictures(subject));
    }
    actions.add(new Action.Comments(subject));
    actions.add(new Action.Reply(subject));
    var buttons = new ArrayList<>(of(actions));
    buttons.add(new Button.Open(wording.say(language, "button.open"), page));
    return buttons;
  }

  /// Of one that is not on RedNote any more: what needs the platform is left out.
  List<Button> ofGoneNote(NoteId note, boolean original) {
    var subject = new Action.Subject(note.value(), Optional.empty());
    var actions = new ArrayList<Action>();
    if (original) {
      actions.add(new Action.Original(subject));
    }
    actions.add(new Action.Translate(subject));
    actions.add(new Action.Explain(subject));
    return of(actions);
  }

  List<Button> ofComment(NoteId note, CommentId comment, boolean original) {
    var subject = new Action.Subject(note.value(), Optional.of(comment.value()));
    var actions = new ArrayList<Action>();
    if (original) {
      actions.add(new Action.Original(subject));
    }
    actions.add(new Action.Translate(subject));
    actions.add(new Action.Explain(subject));
    actions.add(new Action.Reply(subject));
    return of(actions);
  }

  List<Button> of(List<Action> actions) {
    return actions.stream()
        .filter(Action::fits)
        .<Button>map(action -> new Button.Ask(label(action), action))
        .toList();
  }

  private String label(Action action) {
    return switch (action) {
      case Action.Original _ -> wording.say(language, "button.original");
      case Action.Translate _ -> wording.say(language, "button.translate");
      case Action.Explain _ -> wording.say(language, "button.explain");
      case Action.Gloss _ -> wording.say(language, "button.gloss");
      case Action.Comments _ -> wording.say(language, "button.comments");
      case Action.Pictures _ -> wording.say(language, "button.pictures");
      case Action.Reply _ -> wording.say(language, "button.reply");
      case Action.Approve _ -> wording.say(language, "button.approve");
      case Action.Decline _ -> wording.say(language, "button.decline");
      case Action.LoginCode _ -> wording.say(language, "button.login-code");
    };
  }
}
