package org.littleredbridge.command;

import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.TextPrep;
import org.littleredbridge.translate.WordByWord;

/// A text word for word, which is no translation and says so.
record GlossPress(Notes notes, WordByWord words) {
  String run(Pressed pressed, Subject subject) {
    return Seen.of(subject, notes)
        .map(seen ->
            switch (seen) {
              case Seen.OfNote(var note) -> note.title() + "\n" + note.text();
              case Seen.OfComment(var _, var said) -> said;
            })
        .map(text -> glossed(pressed, new TextPrep().plain(text).strip()))
        .orElseGet(() -> pressed.say("press.gone"));
  }

  private String glossed(Pressed pressed, String text) {
    return words
        .gloss(text, pressed.reader())
        .map(lines -> pressed.say("press.gloss") + "\n" + lines)
        .orElseGet(() -> pressed.say("press.gloss-nothing"));
  }
}
