package org.littleredbridge.command;

import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.TextPrep;

/// What the author wrote, word for word.
record OriginalPress(Notes notes) {
  String run(Pressed pressed, Subject subject) {
    return Seen.of(subject, notes)
        .map(seen ->
            switch (seen) {
              case Seen.OfNote(var note) ->
                  written(pressed, note.creator(), note.title() + "\n\n" + note.text());
              case Seen.OfComment(var author, var text) -> written(pressed, author, text);
            })
        .orElseGet(() -> pressed.say("press.gone"));
  }

  private static String written(Pressed pressed, Creator author, String text) {
    var plain = new TextPrep().plain(text).strip();
    return plain.isEmpty()
        ? pressed.say("press.wordless")
        : pressed.say("press.original", name(author)) + "\n" + plain;
  }

  private static String name(Creator author) {
    var name = OneLine.of(author.name(), 60);
    return name.isEmpty() ? author.id().value() : name;
  }
}
