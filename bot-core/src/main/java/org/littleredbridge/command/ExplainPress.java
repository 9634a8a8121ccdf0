package org.littleredbridge.command;

import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.Explainer;

/// What is meant, and the words that need explaining: slang, allusions, customs.
record ExplainPress(Notes notes, Explainer explainer) {
  String run(Pressed pressed, Subject subject) {
    return Seen.of(subject, notes)
        .map(seen ->
            switch (seen) {
              case Seen.OfNote(var note) -> explainer.explain(note, pressed.audience());
              case Seen.OfComment(var _, var said) -> explainer.explain(said, pressed.audience());
            })
        .map(explanation -> Explained.text(explanation, pressed.wording(), pressed.reader()))
        .orElseGet(() -> pressed.say("press.gone"));
  }
}
