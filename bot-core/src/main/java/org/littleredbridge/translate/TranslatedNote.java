package org.littleredbridge.translate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A note in a reader's language. Title and body each say whether they are a translation.
///
/// @param title empty when the note has none
/// @param body empty when the note has no text beside its tags
/// @param tags without `#`, in the note's order
/// @param warning what readers should know first
/// @param footnotes words of title, body and tags explained, at most 12, no term twice
public record TranslatedNote(
    Optional<TranslatedText> title,
    Optional<TranslatedText> body,
    List<TranslatedText> tags,
    Warning warning,
    List<Footnote> footnotes) {
  public TranslatedNote {
    tags = List.copyOf(tags);
    footnotes = List.copyOf(footnotes);
  }

  /// Who translated, or helped with words; empty when nobody did.
  public Optional<String> engine() {
    return telling().flatMap(TranslatedText::engine);
  }

  /// Whether any of title and body is a translation.
  public boolean translated() {
    return texts().anyMatch(TranslatedText::translated);
  }

  /// Whether the body is shown in brief.
  public boolean brief() {
    return body.filter(TranslatedText::brief).isPresent();
  }

  /// Whether nothing is translated, but words are explained.
  public boolean wordHelp() {
    return !translated() && texts().anyMatch(TranslatedText::wordHelp);
  }

  /// Where the note's words come from, for people: the most that was done for any of them.
  public Label label() {
    return telling().map(TranslatedText::label).orElse(Label.of("label.same"));
  }

  private Stream<TranslatedText> texts() {
    return Stream.concat(body.stream(), title.stream());
  }

  /// A translation tells more than word help, that more than nothing done; then the body counts.
  private Optional<TranslatedText> telling() {
    return Stream.of(
            TranslatedText.Kind.TRANSLATED,
            TranslatedText.Kind.WORD_HELP,
            TranslatedText.Kind.NONE,
            TranslatedText.Kind.SAME)
        .flatMap(kind -> texts().filter(text -> text.kind() == kind))
        .findFirst();
  }
}
