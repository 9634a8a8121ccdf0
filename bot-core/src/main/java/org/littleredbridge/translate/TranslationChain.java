package org.littleredbridge.translate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.Note;

/// Makes notes and comments understood: the only caller of engines. One call for a text and a
/// language however many channels ask; what was answered once is remembered. Never throws because
/// of an engine: at worst the original is shown and says so. Thread-safe; blocks while an engine
/// works.
public final class TranslationChain {
  /// Code points of one text that engines get; a note has at most a thousand.
  static final int LONGEST = 4_000;

  /// What the chain asks.
  ///
  /// @param engines in the order in which they are asked
  /// @param communities what the community of that key explains itself
  public record Ports(
      List<Engine> engines,
      TranslationMemory memory,
      Glossary glossary,
      Function<String, List<Footnote>> communities,
      Summarizer summarizer,
      Budget budget,
      TranslationWatch watch,
      Tally tally) {
    public Ports {
      engines = List.copyOf(engines);
    }

    /// Where communities explain nothing.
    public Ports(
        List<Engine> engines,
        TranslationMemory memory,
        Glossary glossary,
        Summarizer summarizer,
        Budget budget,
        TranslationWatch watch,
        Tally tally) {
      this(engines, memory, glossary, _ -> List.of(), summarizer, budget, watch, tally);
    }
  }

  private record Ticket(
      Draft draft, SequencedSet<String> texts, Direction direction, boolean spent) {}

  private final TextPrep prep = new TextPrep();
  private final EngineRow row;
  private final SingleFlight engines;
  private final Flights<Ticket, EngineRow.Reading> notes = new Flights<>();
  private final ModelCalls models;
  private final Glossary glossary;
  private final Function<String, List<Footnote>> communities;
  private final Summarizer summarizer;
  private final Budget budget;

  /// @param clock for the pauses of engines that fail
  public TranslationChain(Ports ports, Clock clock) {
    var recollection = new Recollection(ports.memory(), clock);
    this.row =
        new EngineRow(
            ports.engines().stream()
                .map(engine ->
                    new GuardedEngine(
                        engine,
                        recollection,
                        new EngineCalls(
                            engine, ports.budget(), ports.watch(), ports.tally(), clock)))
                .toList());
    this.engines = new SingleFlight(row, ports.budget());
    this.models = new ModelCalls(row, ports.budget());
    this.glossary = ports.glossary();
    this.communities = ports.communities();
    this.summarizer = ports.summarizer();
    this.budget = ports.budget();
  }

  /// Where nobody pays or listens, and long texts are shown whole.
  ///
  /// @param engines in the order in which they are asked
  public TranslationChain(
      List<Engine> engines, TranslationMemory memory, Glossary glossary, Tally tally, Clock clock) {
    this(
        new Ports(
            engines,
            memory,
            glossary,
            (_, _) -> Optional.empty(),
            new Budget(new Unpaid(), Budget.Limits.NONE, TranslationWatch.NOBODY, clock),
            TranslationWatch.NOBODY,
            tally),
        clock);
  }

  /// What the words of a note depend on beside the note: audiences with the same get the same.
  ///
  /// @param spent whether paid engines are closed to it today
  /// @param own what its community explains
  public record Variant(Locale language, boolean spent, List<Footnote> own) {
    public Variant {
      own = List.copyOf(own);
    }
  }

  public Variant variant(Audience audience) {
    return new Variant(
        audience.language(), budget.isSpent(audience.community()), communityWords(audience));
  }

  List<Footnote> communityWords(Audience audience) {
    return audience.community().map(communities).orElse(List.of());
  }

  Glossary glossary() {
    return glossary;
  }

  ModelCalls models() {
    return models;
  }

  public Budget budget() {
    return budget;
  }

  /// How the engines are, in the order in which they are asked.
  public List<EngineState> states() {
    return row.states();
  }

  /// Whether an engine takes pictures.
  public boolean sees() {
    return row.sees();
  }

  /// A note for a chat: title, tags, and the body or, when it is long, the most important of it. In
  /// one call of an engine. The hashtags at the body's end are left out: they are the tags.
  public TranslatedNote translate(Note note, Audience audience) {
    return read(note, audience, true);
  }

  /// A note with its whole body, however long.
  public TranslatedNote whole(Note note, Audience audience) {
    return read(note, audience, false);
  }

  private TranslatedNote read(Note note, Audience audience, boolean briefly) {
    var target = audience.language();
    var body = Source.of(prep, prep.withoutTrailingTags(note.text(), note.tags()));
    var titled = Source.of(prep, note.title());
    // "OOTD" above a Chinese text, or #citywalk below it, is nothing to translate for its readers.
    boolean asItStands =
        Language.chinese(target)
            && body.flatMap(Source::from)
                .or(() -> titled.flatMap(Source::from))
                .filter(Language::chinese)
                .isPresent();
    var title = asItStands ? titled.map(Source::asItStands) : titled;
    var tags =
        note.tags().stream()
            .flatMap(tag -> Source.of(prep, tag).stream())
            .map(tag -> asItStands ? tag.asItStands() : tag)
            .toList();
    var sentences = body.filter(text -> briefly && text.isLong()).flatMap(this::sentences);
    var whole = new ArrayList<Source>();
    title.ifPresent(whole::add);
    body.ifPresent(whole::add);
    whole.addAll(tags);
    var shown = new ArrayList<Source>();
    title.ifPresent(shown::add);
    sentences.or(() -> body).ifPresent(shown::add);
    shown.addAll(tags);

    var slang = whole.stream().flatMap(text -> text.slang(glossary, target).stream()).toList();
    var reading = readNote(title, body, tags, shown, slang, audience);
    var answers = reading.answers();
    var words = new ArrayList<Footnote>();
    reading.whole().ifPresent(model -> words.addAll(model.footnotes()));
    whole.forEach(text -> words.addAll(text.words(answers)));
    return new TranslatedNote(
        title.map(text -> shown(text, answers, target)),
        body.map(text -> body(text, sentences, briefly, reading, target)),
        tags.stream().map(text -> shown(text, answers, target)).toList(),
        reading.whole().map(Interpretation::warning).orElse(Warning.NONE),
        Footnotes.merge(own(whole, audience), slang, words));
  }

  private List<Footnote> own(List<Source> sources, Audience audience) {
    var words = communityWords(audience);
    return sources.stream().flatMap(text -> text.own(glossary, words).stream()).toList();
  }

  private TranslatedText body(
      Source body,
      Optional<Source> sentences,
      boolean briefly,
      EngineRow.Reading reading,
      Locale target) {
    var answers = reading.answers();
    if (!briefly || !body.isLong()) {
      return shown(body, answers, target);
    }
    var summary = reading.whole().map(Interpretation::summary).filter(text -> !text.isBlank());
    if (summary.isPresent()
        && answers.get(body.prepared().text()) instanceof Answer.Translated(_, var engine)) {
      return body.brief(summary.get(), engine, body.slang(glossary, target));
    }
    return reading.whole().isPresent() || sentences.isEmpty()
        ? shown(body, answers, target)
        : body.brief(shown(sentences.get(), answers, target));
  }

  private Optional<Source> sentences(Source body) {
    return body.from()
        .flatMap(language -> summarizer.summary(body.plain(), language))
        .flatMap(text -> Source.of(prep, text));
  }

  private EngineRow.Reading readNote(
      Optional<Source> title,
      Optional<Source> body,
      List<Source> tags,
      List<Source> shown,
      List<Footnote> slang,
      Audience audience) {
    var target = audience.language();
    var byLanguage = byLanguage(shown, target);
    var from =
        body.flatMap(text -> text.foreignTo(target))
            .or(() -> title.flatMap(text -> text.foreignTo(target)));
    if (from.isEmpty() || !row.hasModels()) {
      return new EngineRow.Reading(Optional.empty(), ask(byLanguage, audience));
    }
    var draft =
        new Draft(
            draft(title, from.get(), target),
            draft(body, from.get(), target),
            tags.stream()
                .filter(tag -> tag.foreignTo(target).equals(from))
                .map(tag -> tag.prepared().text())
                .toList());
    var texts = byLanguage.remove(from.get());
    var direction = new Direction(from.get(), target);
    var reading =
        texts == null
            ? new EngineRow.Reading(Optional.empty(), Map.of())
            : notes.join(
                new Ticket(draft, texts, direction, budget.isSpent(audience.community())),
                () -> row.read(draft, texts, slang, direction, audience.community()));
    var answers = new HashMap<>(reading.answers());
    answers.putAll(ask(byLanguage, audience));
    return new EngineRow.Reading(reading.whole(), answers);
  }

  private static String draft(Optional<Source> text, Locale from, Locale target) {
    return text.filter(source -> source.foreignTo(target).equals(Optional.of(from)))
        .map(source -> source.prepared().text())
        .orElse("");
  }

  /// A single text, such as a comment.
  public TranslatedText translate(String text, Audience audience) {
    return translate(List.of(text), audience).getFirst();
  }

  /// Several texts that are read together, such as the comments below a note: one call of an
  /// engine, one answer a text, in order.
  public List<TranslatedText> translate(List<String> texts, Audience audience) {
    var sources = texts.stream().map(text -> Source.of(prep, text)).toList();
    var target = audience.language();
    var answers =
        ask(byLanguage(sources.stream().flatMap(Optional::stream).toList(), target), audience);
    return sources.stream()
        .map(source ->
            source
                .map(text -> shown(text, answers, target, own(List.of(text), audience)))
                .orElseGet(TranslationChain::nothing))
        .toList();
  }

  private static TranslatedText nothing() {
    return new TranslatedText(
        "",
        "",
        TranslatedText.Kind.SAME,
        Optional.empty(),
        Label.of("label.same"),
        false,
        List.of());
  }

  private TranslatedText shown(Source text, Map<String, Answer> answers, Locale target) {
    return shown(text, answers, target, List.of());
  }

  private TranslatedText shown(
      Source text, Map<String, Answer> answers, Locale target, List<Footnote> own) {
    var footnotes = Footnotes.merge(own, text.slang(glossary, target), text.words(answers));
    return text.shown(answers, target, footnotes);
  }

  private static Map<Locale, SequencedSet<String>> byLanguage(
      Collection<Source> sources, Locale target) {
    var byLanguage = new LinkedHashMap<Locale, SequencedSet<String>>();
    for (var source : sources) {
      source
          .foreignTo(target)
          .ifPresent(from ->
              byLanguage
                  .computeIfAbsent(from, _ -> new LinkedHashSet<>())
                  .add(source.prepared().text()));
    }
    return byLanguage;
  }

  /// One call for each language that needs one; texts are rarely written in two.
  private Map<String, Answer> ask(Map<Locale, SequencedSet<String>> byLanguage, Audience audience) {
    var answers = new HashMap<String, Answer>();
    byLanguage.forEach((from, texts) ->
        answers.putAll(
            engines.ask(texts, new Direction(from, audience.language()), audience.community())));
    return answers;
  }

  /// A text as engines translate it that look at each text by itself: what a model read together
  /// with texts of strangers may say what those wanted. Empty when none translates it.
  Optional<TranslatedText> byPlainEngines(String text, Audience audience) {
    var target = audience.language();
    return Source.of(prep, text)
        .flatMap(source ->
            source
                .foreignTo(target)
                .map(from ->
                    row.only(engine -> engine.model().isEmpty())
                        .ask(
                            Set.of(source.prepared().text()),
                            new Direction(from, target),
                            audience.community()))
                .map(answers -> source.shown(answers, target, List.of())))
        .filter(TranslatedText::translated);
  }

  /// The words of texts explained by what costs nothing: lexicons, and engines that are neither
  /// models nor paid for.
  List<Footnote> wordHelp(List<String> texts, Audience reader) {
    var target = reader.language();
    var sources = texts.stream().flatMap(text -> Source.of(prep, text).stream()).toList();
    var free = row.only(engine -> engine.model().isEmpty() && !engine.state().metered());
    var answers = new HashMap<String, Answer>();
    byLanguage(sources, target)
        .forEach((from, some) ->
            answers.putAll(free.ask(some, new Direction(from, target), reader.community())));
    var words = new ArrayList<Footnote>();
    sources.forEach(text -> words.addAll(text.slang(glossary, target)));
    sources.forEach(text -> words.addAll(text.words(answers)));
    return Footnotes.merge(own(sources, reader), words);
  }
}
