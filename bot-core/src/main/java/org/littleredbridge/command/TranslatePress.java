package org.littleredbridge.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Label;
import org.littleredbridge.translate.TranslatedText;
import org.littleredbridge.translate.TranslationChain;

/// A note or comment in the reader's own language, which may be another one than the channel's.
record TranslatePress(Notes notes, TranslationChain translations) {
  String run(Pressed pressed, Subject subject) {
    return Seen.of(subject, notes)
        .map(seen ->
            switch (seen) {
              case Seen.OfNote(var note) -> {
                var t = translations.whole(note, pressed.audience());
                var text = Stream.of(t.title(), t.body()).flatMap(Optional::stream);
                yield shown(pressed, text, t.translated(), t.label(), t.footnotes());
              }
              case Seen.OfComment(var _, var said) -> {
                var t = translations.translate(said, pressed.audience());
                yield shown(pressed, Stream.of(t), t.translated(), t.label(), t.footnotes());
              }
            })
        .orElseGet(() -> pressed.say("press.gone"));
  }

  private static String shown(
      Pressed pressed,
      Stream<TranslatedText> texts,
      boolean translated,
      Label label,
      List<Footnote> words) {
    var shown =
        texts
            .map(TranslatedText::text)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n\n"));
    if (shown.isEmpty()) {
      return pressed.say("press.wordless");
    }
    var sentence = label.say(pressed.wording(), pressed.reader());
    if (translated) {
      return shown + "\n\n— " + sentence;
    }
    if (label.key().equals("label.same")) {
      return sentence + "\n\n" + shown;
    }
    var help = words.isEmpty() ? "" : "\n\n" + Footnoted.lines(words);
    return pressed.say("press.untranslated") + "\n\n" + shown + help;
  }
}
