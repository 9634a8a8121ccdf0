package org.littleredbridge.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.translate.ContactMask;
import org.littleredbridge.translate.TranslatedText;
import org.littleredbridge.translate.TranslationChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people say below a note, in the reader's language. Gateways do not tell how many like a
/// comment.
record CommentsPress(Notes notes, RecentComments recent, TranslationChain translations) {
  private static final Logger log = LoggerFactory.getLogger(CommentsPress.class);
  private static final int MOST = 10;
  private static final int NAME = 40;

  String run(Pressed pressed, Subject subject) {
    return Seen.note(subject, notes)
        .map(note -> below(pressed, note))
        .orElseGet(() -> pressed.say("press.gone"));
  }

  private String below(Pressed pressed, Note note) {
    try {
      return recent
          .of(note.ref())
          .map(comments -> shown(pressed, comments))
          .orElseGet(() -> pressed.say("press.comments-enough"));
    } catch (PlatformException e) {
      log.atWarn()
          .addKeyValue("note", note.id())
          .addKeyValue("failure", e.failure())
          .log("comments could not be read");
      return new FailureSentence(pressed.wording()).say(pressed.reader(), e.failure());
    }
  }

  private String shown(Pressed pressed, List<Comment> comments) {
    var top = comments.stream().filter(c -> c.parent().isEmpty()).limit(MOST).toList();
    if (top.isEmpty()) {
      return pressed.say("press.no-comments");
    }
    var texts =
        translations.translate(
            top.stream().map(Comment::text).map(ContactMask::of).toList(), pressed.audience());
    return IntStream.range(0, top.size())
        .mapToObj(i -> line(pressed, top.get(i), texts.get(i)))
        .collect(Collectors.joining("\n", pressed.say("press.comments") + "\n", ""))
        .concat(label(pressed, texts));
  }

  private static String line(Pressed pressed, Comment comment, TranslatedText translated) {
    var name = OneLine.of(ContactMask.of(comment.author().name()), NAME);
    var text = translated.text().strip();
    return "• "
        + (name.isEmpty() ? comment.author().id().value() : name)
        + ": "
        + (text.isEmpty() ? pressed.say("quote.wordless") : text);
  }

  private static String label(Pressed pressed, List<TranslatedText> texts) {
    return texts.stream()
        .filter(TranslatedText::translated)
        .findFirst()
        .or(() ->
            texts.stream().filter(text -> !text.label().key().equals("label.same")).findFirst())
        .map(text -> "\n\n— " + text.label().say(pressed.wording(), pressed.reader()))
        .orElse("");
  }
}
