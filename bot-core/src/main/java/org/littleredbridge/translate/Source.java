package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One text on its way to a reader: the original for people, its form for engines, its language.
///
/// @param plain never blank
/// @param from empty when it has no words
record Source(String plain, Prepared prepared, Optional<Locale> from) {
  /// Chinese characters that in English fill a caption of Telegram.
  private static final int LONG = 350;

  /// Empty when there is nothing to show.
  static Optional<Source> of(TextPrep prep, String text) {
    var plain = prep.plain(text);
    if (plain.isBlank()) {
      return Optional.empty();
    }
    var prepared = prep.prepare(limited(text));
    return Optional.of(new Source(plain, prepared, Language.ofSentence(prepared.words())));
  }

  /// The language to translate from; empty when the reader understands the text as it is.
  Optional<Locale> foreignTo(Locale target) {
    return from.filter(language -> !Language.same(language, target));
  }

  /// Slang is explained to those who do not read Chinese.
  List<Footnote> slang(Glossary glossary, Locale target) {
    return foreignTo(target).filter(Language::chinese).isPresent()
        ? OwnWords.slang(glossary, prepared.words(), target)
        : List.of();
  }

  /// What a community explains, whatever its readers read.
  List<Footnote> own(Glossary glossary, List<Footnote> words) {
    return OwnWords.of(glossary, prepared.words(), words);
  }

  /// The same where it need not be translated.
  Source asItStands() {
    return new Source(plain, prepared, Optional.empty());
  }

  List<Footnote> words(Map<String, Answer> answers) {
    return answers.get(prepared.text()) instanceof Answer.Helped help ? help.words() : List.of();
  }

  /// Whether readers are better served by a summary.
  boolean isLong() {
    var points = plain.codePointCount(0, plain.length());
    return points > (from.filter(Language::dense).isPresent() ? LONG : 3 * LONG);
  }

  TranslatedText shown(Map<String, Answer> answers, Locale target, List<Footnote> footnotes) {
    if (foreignTo(target).isEmpty()) {
      return original(TranslatedText.Kind.SAME, Optional.empty(), "label.same", footnotes);
    }
    return switch (answers.getOrDefault(prepared.text(), new Answer.Nothing())) {
      case Answer.Translated(var text, var engine) ->
          new TranslatedText(
              prepared.restore(text),
              plain,
              TranslatedText.Kind.TRANSLATED,
              Optional.of(engine),
              engine.equals("phrasebook")
                  ? Label.of("label.phrasebook")
                  : Label.of("label.translated", engine),
              false,
              footnotes);
      case Answer.Helped(_, var engine, var afterService) ->
          original(
              TranslatedText.Kind.WORD_HELP,
              Optional.of(engine),
              afterService ? "label.word-help" : "label.reading-aid",
              footnotes);
      case Answer.Nothing() ->
          original(TranslatedText.Kind.NONE, Optional.empty(), "label.none", footnotes);
    };
  }

  /// In brief.
  ///
  /// @param summary what to show in place of it
  /// @param engine who wrote the summary, or translated it
  TranslatedText brief(String summary, String engine, List<Footnote> footnotes) {
    return new TranslatedText(
        summary,
        plain,
        TranslatedText.Kind.TRANSLATED,
        Optional.of(engine),
        Label.of("label.summary", engine),
        true,
        footnotes);
  }

  /// In brief, by its own sentences.
  ///
  /// @param shown what became of these sentences
  TranslatedText brief(TranslatedText shown) {
    return new TranslatedText(
        shown.text(),
        plain,
        shown.kind(),
        shown.engine(),
        switch (shown.kind()) {
          case TRANSLATED -> Label.of("label.summary", shown.engine().orElse(""));
          case WORD_HELP -> Label.of("label.summary-aid");
          case NONE -> Label.of("label.summary-none");
          case SAME -> Label.of("label.summary-same");
        },
        true,
        shown.footnotes());
  }

  private TranslatedText original(
      TranslatedText.Kind kind, Optional<String> engine, String label, List<Footnote> footnotes) {
    return new TranslatedText(plain, plain, kind, engine, Label.of(label), false, footnotes);
  }

  private static String limited(String text) {
    return text.codePointCount(0, text.length()) <= TranslationChain.LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TranslationChain.LONGEST)) + "…";
  }
}
