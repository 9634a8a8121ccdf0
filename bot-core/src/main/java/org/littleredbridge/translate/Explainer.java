package org.littleredbridge.translate;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.note.Note;

/// Says what a text means and why it is funny: by the words of the community and of our own lists,
/// and by a model where one is set up. Thread-safe; blocks while a model works.
public final class Explainer {
  /// Code points of a text that are looked at.
  static final int LONGEST = 1_000;

  private static final int ANSWER = 900;
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");

  private final TranslationChain chain;
  private final OutputGuard guard = new OutputGuard();
  private final TextPrep prep = new TextPrep();

  /// What is meant.
  ///
  /// @param sentences of a model, in the reader's language; empty where none answered
  /// @param engine the model; empty where none answered
  /// @param words explained, the community's first
  public record Explanation(String sentences, String engine, List<Footnote> words) {
    public Explanation {
      words = List.copyOf(words);
    }

    public boolean isEmpty() {
      return sentences.isEmpty() && words.isEmpty();
    }
  }

  public Explainer(TranslationChain chain) {
    this.chain = chain;
  }

  public Explanation explain(Note note, Audience reader) {
    var body = prep.withoutTrailingTags(note.text(), note.tags());
    var text = note.title() + "\n" + body;
    var parts = new ArrayList<String>(List.of(note.title(), cut(body, LONGEST)));
    parts.addAll(note.tags());
    return explain(text.strip(), parts, reader);
  }

  public Explanation explain(String text, Audience reader) {
    return explain(text, List.of(cut(text, LONGEST)), reader);
  }

  /// Where no model answers, words are all there is: nobody pays for a translation that is not
  /// shown.
  private Explanation explain(String text, List<String> parts, Audience reader) {
    var source = Source.of(prep, cut(text, LONGEST));
    if (source.isEmpty()) {
      return new Explanation("", "", List.of());
    }
    var words = source.get().prepared().words();
    var slang =
        Language.chinese(reader.language())
            ? List.<Footnote>of()
            : OwnWords.slang(chain.glossary(), words, reader.language());
    var own = OwnWords.of(chain.glossary(), words, chain.communityWords(reader));
    var said = byModel(source.get().plain(), slang, reader);
    return said.map(
            answer -> new Explanation(answer.text(), answer.engine(), Footnotes.merge(own, slang)))
        .orElseGet(() ->
            new Explanation("", "", Footnotes.merge(own, slang, chain.wordHelp(parts, reader))));
  }

  private Optional<ModelCalls.Said> byModel(String text, List<Footnote> slang, Audience reader) {
    return chain
        .models()
        .ask(
            new ModelCalls.Question(
                "explain",
                text,
                text.codePointCount(0, text.length()),
                _ -> true,
                model -> model.explain(text, slang, reader.language()),
                answer -> checked(text, answer, reader.language())),
            reader);
  }

  /// It may quote the text, and add nothing that leads anywhere.
  private Optional<String> checked(String text, String answer, Locale reader) {
    var said = Prepared.withoutMarks(CleanText.of(answer)).strip();
    return said.isEmpty()
            || guard.adds(text, said)
            || OutputGuard.addsContact(text, said)
            || !isFor(reader, text, said)
        ? Optional.empty()
        : Optional.of(cut(said, ANSWER));
  }

  /// Whoever explains Chinese words in another language names them, and the words beside them are
  /// what counts.
  private static boolean isFor(Locale reader, String text, String said) {
    if (Language.chinese(reader)) {
      return Language.of(said).filter(Language::chinese).isPresent();
    }
    var own = HAN.matcher(said).replaceAll(run -> text.contains(run.group()) ? "" : "$0");
    var language = Language.of(own);
    return language.isPresent()
        && (!Language.chinese(language.get()) || han(own) <= letters(own) - han(own));
  }

  private static long han(String text) {
    return text.codePoints().filter(Explainer::isHan).count();
  }

  private static boolean isHan(int point) {
    return UnicodeScript.of(point) == UnicodeScript.HAN && Character.isLetter(point);
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)).strip() + "…";
  }
}
