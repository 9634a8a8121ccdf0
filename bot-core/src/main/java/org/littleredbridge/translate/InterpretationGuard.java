package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks through what a model made of a note. Title and body must be translations, or nothing of
/// the answer is used; of the rest only that is kept which can do no harm. Thread-safe.
final class InterpretationGuard {
  private static final Logger log = LoggerFactory.getLogger(InterpretationGuard.class);
  private static final int SUMMARY = 280;
  private static final int MEANING = 200;
  private static final int TERM = 40;
  private static final int TAG = 60;
  private static final int FOOTNOTES = 6;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final OutputGuard guard;

  InterpretationGuard(OutputGuard guard) {
    this.guard = guard;
  }

  Optional<Interpretation> checked(Draft draft, Interpretation answer, Direction direction) {
    var objection =
        objection("title", draft.title(), answer.title(), direction)
            .or(() -> objection("body", draft.body(), answer.body(), direction));
    if (objection.isPresent()) {
      log.atInfo().addKeyValue("reason", objection.get()).log("interpretation not usable");
      return Optional.empty();
    }
    var source = draft.title() + "\n" + draft.body() + "\n" + String.join("\n", draft.tags());
    return Optional.of(
        new Interpretation(
            draft.title().isBlank() ? "" : answer.title(),
            summary(source, answer, direction),
            draft.body().isBlank() ? "" : answer.body(),
            tags(draft, answer, direction),
            footnotes(source, answer, direction),
            answer.warning()));
  }

  private Optional<String> objection(
      String what, String prepared, String rendered, Direction direction) {
    return prepared.isBlank() || Language.of(Prepared.withoutMarks(prepared)).isEmpty()
        ? Optional.empty()
        : guard
            .objection(prepared, rendered, direction.from(), direction.to())
            .map(reason -> what + ": " + reason);
  }

  /// Empty when it says what the translation does not.
  private String summary(String source, Interpretation answer, Direction direction) {
    var summary = line(answer.summary());
    var told = source + "\n" + answer.title() + "\n" + answer.body();
    return summary.isEmpty()
            || guard.adds(told, summary)
            || guard.addsNumber(told, summary)
            || !readable(summary, direction.to())
        ? ""
        : cut(summary, SUMMARY);
  }

  /// One for each, or the originals.
  private List<String> tags(Draft draft, Interpretation answer, Direction direction) {
    var tags = answer.tags().stream().map(InterpretationGuard::line).toList();
    boolean good =
        tags.size() == draft.tags().size()
            && tags.stream()
                .allMatch(tag ->
                    !tag.isEmpty()
                        && tag.length() <= TAG
                        && !guard.adds(draft.body(), tag)
                        && !OutputGuard.addsContact(draft.body(), tag)
                        && readable(tag, direction.to()));
    return good ? tags : List.of();
  }

  private List<Footnote> footnotes(String source, Interpretation answer, Direction direction) {
    return answer.footnotes().stream()
        .map(note ->
            new Footnote(line(note.term()), cut(line(note.reading()), TERM), line(note.meaning())))
        .filter(note -> !note.term().isEmpty() && note.term().length() <= TERM)
        .filter(note -> source.contains(note.term()))
        .filter(note -> !note.meaning().isEmpty() && !guard.adds(source, note.meaning()))
        .filter(note -> !guard.adds(source, note.reading()))
        .filter(note -> !OutputGuard.addsContact(source, note.meaning()))
        .filter(note -> readable(note.meaning(), direction.to()))
        .map(note -> new Footnote(note.term(), note.reading(), cut(note.meaning(), MEANING)))
        .limit(FOOTNOTES)
        .toList();
  }

  private static boolean readable(String text, Locale reader) {
    return Language.chinese(reader) || !Language.mostlyHan(text);
  }

  private static String line(String text) {
    return SPACES
        .matcher(Prepared.withoutMarks(CleanText.keepingMarks(text)))
        .replaceAll(" ")
        .strip();
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)).strip() + "…";
  }
}
