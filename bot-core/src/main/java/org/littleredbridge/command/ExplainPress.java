package org.littleredbridge.command;

import java.util.List;
import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.TranslationChain;

/// The words that need explaining: slang, allusions, customs.
record ExplainPress(Notes notes, TranslationChain translations) {
  String run(Pressed pressed, Subject subject) {
    return Seen.of(subject, notes)
        .map(seen ->
            switch (seen) {
              case Seen.OfNote(var note) ->
                  translations.translate(note, pressed.audience()).footnotes();
              case Seen.OfComment(var _, var said) ->
                  translations.translate(said, pressed.audience()).footnotes();
            })
        .map(words -> explained(pressed, words))
        .orElseGet(() -> pressed.say("press.gone"));
  }

  private static String explained(Pressed pressed, List<Footnote> words) {
    return words.isEmpty()
        ? pressed.say("press.nothing-to-explain")
        : pressed.say("press.explained") + "\n" + Footnoted.lines(words);
  }
}
