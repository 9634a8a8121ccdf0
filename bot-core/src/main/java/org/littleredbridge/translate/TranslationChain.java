package org.littleredbridge.translate;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.Note;

/// Makes notes and comments understood: the only caller of engines. One call for a text and a
/// language however many channels ask; what was answered once is remembered. Never throws because
/// of an engine: at worst the original is shown and says so. Thread-safe; blocks while an engine
/// works.
public final class TranslationChain {
  /// Code points of one text that engines get; a note has at most a thousand.
  static final int LONGEST = 4_000;

  private final TextPrep prep = new TextPrep();
  private final SingleFlight engines;
  private final Glossary glossary;

  /// @param engines in the order in which they are asked
  /// @param clock for the pauses of engines that fail
  public TranslationChain(
      List<Engine> engines, TranslationMemory memory, Glossary glossary, Tally tally, Clock clock) {
    this.engines = new SingleFlight(new EngineRow(engines, memory, tally, clock));
    this.glossary = glossary;
  }

  /// Title, body and tags in one call of an engine. The hashtags at the body's end are left out:
  /// they are the tags.
  public TranslatedNote translate(Note note, Locale target) {
    var title = Source.of(prep, note.title());
    var body = Source.of(prep, prep.withoutTrailingTags(note.text(), note.tags()));
    var tags = note.tags().stream().flatMap(tag -> Source.of(prep, tag).stream()).toList();
    var all = Stream.of(title.stream(), body.stream(), tags.stream()).flatMap(s -> s).toList();
    var answers = ask(all, target);
    var slang = all.stream().flatMap(text -> text.slang(glossary, target).stream()).toList();
    var words = all.stream().flatMap(text -> text.words(answers).stream()).toList();
    return new TranslatedNote(
        title.map(text -> shown(text, answers, target)),
        body.map(text -> shown(text, answers, target)),
        tags.stream().map(text -> shown(text, answers, target)).toList(),
        Footnotes.merge(slang, words));
  }

  /// A single text, such as a comment.
  public TranslatedText translate(String text, Locale target) {
    return Source.of(prep, text)
        .map(source -> shown(source, ask(List.of(source), target), target))
        .orElseGet(TranslationChain::nothing);
  }

  /// Several texts that are read together, such as the comments below a note: one call of an
  /// engine, one answer a text, in order.
  public List<TranslatedText> translate(List<String> texts, Locale target) {
    var sources = texts.stream().map(text -> Source.of(prep, text)).toList();
    var answers = ask(sources.stream().flatMap(Optional::stream).toList(), target);
    return sources.stream()
        .map(source ->
            source.map(text -> shown(text, answers, target)).orElseGet(TranslationChain::nothing))
        .toList();
  }

  private static TranslatedText nothing() {
    return new TranslatedText(
        "", "", TranslatedText.Kind.SAME, Optional.empty(), Label.of("label.same"), List.of());
  }

  private TranslatedText shown(Source text, Map<String, Answer> answers, Locale target) {
    var footnotes = Footnotes.merge(text.slang(glossary, target), text.words(answers));
    return text.shown(answers, target, footnotes);
  }

  /// One call for each language that needs one; a note is rarely written in two.
  private Map<String, Answer> ask(Collection<Source> sources, Locale target) {
    var byLanguage = new LinkedHashMap<Locale, SequencedSet<String>>();
    for (var source : sources) {
      source
          .foreignTo(target)
          .ifPresent(from ->
              byLanguage
                  .computeIfAbsent(from, _ -> new LinkedHashSet<>())
                  .add(source.prepared().text()));
    }
    var answers = new HashMap<String, Answer>();
    byLanguage.forEach((from, texts) -> answers.putAll(engines.ask(texts, from, target)));
    return answers;
  }
}
