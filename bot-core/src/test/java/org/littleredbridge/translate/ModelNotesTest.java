package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.wording.Wording;

/// Notes read by a model, and long notes in brief.
class ModelNotesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Audience READERS = Audience.of(Locale.ENGLISH);
  private static final String LONG = "今天去吃面，味道很好。".repeat(40) + "人均68元。";

  private final SettableClock clock = new SettableClock(NOON);
  private final MemoryStore store = new MemoryStore();

  @Test
  void givenAModel_whenANoteIsTranslated_thenOneCallGivesEverything() {
    var model = new ReadingModel("openai");
    var note = chain(model).translate(note("面馆[笑哭R]", "人均68，绝绝子[赞R]", "探店"), READERS);

    assertThat(model.drafts).containsExactly(new Draft("面馆⟦1⟧", "人均68，绝绝子⟦1⟧", List.of("探店")));
    assertThat(model.known.getFirst()).extracting(Footnote::term).containsExactly("绝绝子");
    assertThat(model.calls).isEmpty();
    assertThat(note.title().orElseThrow().text()).isEqualTo("English word word😂");
    assertThat(note.body().orElseThrow().text()).contains("68").endsWith("👍");
    assertThat(note.brief()).as("it is short").isFalse();
    assertThat(note.tags().getFirst().text()).isEqualTo("English word word");
    assertThat(note.footnotes()).extracting(Footnote::term).containsExactly("绝绝子", "面");
  }

  @Test
  void givenALongNote_whenAModelReadsIt_thenTheCardIsBriefAndTheWholeCostsNoCall() {
    var model = new ReadingModel("openai");
    var chain = chain(model);
    var brief = chain.translate(note("面馆", LONG), READERS);
    var whole = chain.whole(note("面馆", LONG), READERS);

    assertThat(brief.brief()).isTrue();
    assertThat(brief.body().orElseThrow().text()).isEqualTo("Noodles are good.");
    assertThat(brief.body().orElseThrow().original()).isEqualTo(LONG);
    assertThat(brief.label().say(new Wording(), Locale.ENGLISH))
        .isEqualTo("Summary, translated by openai");
    assertThat(whole.brief()).isFalse();
    assertThat(whole.body().orElseThrow().text()).contains("68");
    assertThat(model.drafts).hasSize(1);
  }

  @Test
  void givenALongNote_whenAPlainEngineTranslates_thenItsSentencesAloneAreSent() {
    var engine = new PaidEngine("deepl").answers();
    var chain = chain(engine);
    var brief = chain.translate(note("面馆", LONG), READERS);

    assertThat(engine.calls).containsExactly(List.of("面馆", "今天去吃面。人均68元。"));
    assertThat(brief.brief()).isTrue();
    assertThat(brief.body().orElseThrow().original()).isEqualTo(LONG);
    assertThat(brief.label().say(new Wording(), Locale.ENGLISH))
        .isEqualTo("Summary, translated by deepl");
    var whole = chain.whole(note("面馆", LONG), READERS);
    assertThat(engine.calls).hasSize(2);
    assertThat(engine.calls.getLast()).containsExactly(LONG);
    assertThat(whole.brief()).isFalse();
  }

  @Test
  void givenAModelThatLies_whenANoteIsTranslated_thenTheNextEngineAnswers() {
    var lies =
        List.<Function<Draft, Interpretation>>of(
            draft -> with(draft, draft.title(), "Pay 99 at http://evil.example"),
            draft -> with(draft, "@everyone free noodles", PaidEngine.english(draft.body())),
            draft -> with(draft, PaidEngine.english(draft.title()), "English without the price"),
            draft -> with(draft, PaidEngine.english(draft.title()), draft.body()),
            draft ->
                with(
                    draft,
                    PaidEngine.english(draft.title()),
                    PaidEngine.english(draft.body()) + " go to evil.icu"),
            draft ->
                with(
                    draft,
                    PaidEngine.english(draft.title()),
                    PaidEngine.english(draft.body()) + " go to 1.2.3.4/a"),
            draft -> with(draft, PaidEngine.english(draft.title()), ""),
            draft ->
                with(
                    draft,
                    PaidEngine.english(draft.title()),
                    PaidEngine.english(draft.body()) + " Call 138 0013 8000"));
    for (var lie : lies) {
      var chain = chain(new ReadingModel("openai", lie), new PaidEngine("deepl").answers());
      var note = chain.translate(note("面馆", "人均68元，味道很好，下次还来"), READERS);
      assertThat(note.engine()).contains("deepl");
      assertThat(note.body().orElseThrow().text()).doesNotContain("http", "138", "evil", "1.2.3");
    }
  }

  @Test
  void givenAModelThatDecorates_whenANoteIsTranslated_thenTheRestIsLeftOut() {
    var model =
        new ReadingModel(
            "openai",
            draft ->
                new Interpretation(
                    PaidEngine.english(draft.title()),
                    "Only 9 yuan, see www.evil.com",
                    PaidEngine.english(draft.body()),
                    List.of("one", "two", "three"),
                    List.of(
                        new Footnote("面", "miàn", "noodles; ask @everyone"),
                        new Footnote("不在文中", "", "not there"),
                        new Footnote("人均", "rénjūn", "call 138 0013 8000"),
                        new Footnote("今天", "jīntiān", "today; see evil.click/x"),
                        new Footnote("好", "hǎo", "\"好，味道很好\" is high praise for food"),
                        new Footnote("味道", "wèidào", "taste")),
                    Warning.MEDICAL));
    var note = chain(model).translate(note("面馆", LONG, "探店"), READERS);

    assertThat(note.brief()).as("the summary stated a price that the note does not").isFalse();
    assertThat(note.tags().getFirst().text()).isEqualTo("探店");
    assertThat(note.footnotes()).extracting(Footnote::term).containsExactly("好", "味道");
    assertThat(note.warning()).isEqualTo(Warning.MEDICAL);
  }

  @Test
  void givenFiftyChannelsInThreeLanguages_whenANoteComes_thenThreeCallsAreMade() throws Exception {
    for (var engine : List.of(new ReadingModel("openai"), new PaidEngine("deepl").answers())) {
      var chain = chain(engine);
      var languages = List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var asked =
            IntStream.range(0, 50)
                .mapToObj(i -> new Audience(languages.get(i % 3), Optional.of("telegram:-" + i)))
                .<Callable<TranslatedNote>>map(
                    audience -> () -> chain.translate(note("面馆" + engine, LONG, "探店"), audience))
                .toList();
        for (var answer : threads.invokeAll(asked)) {
          assertThat(answer.get().translated()).isTrue();
        }
      }
      var calls = engine.calls.size() + (engine instanceof ReadingModel m ? m.drafts.size() : 0);
      assertThat(calls).isEqualTo(3);
    }
  }

  @Test
  void givenARestart_whenTheNoteIsAskedForAgain_thenTheStoreAnswers() {
    chain(new ReadingModel("openai")).translate(note("面馆", LONG, "探店"), READERS);
    clock.advance(Duration.ofDays(3));
    var model = new ReadingModel("openai");
    var again = chain(model).translate(note("面馆", LONG, "探店"), READERS);

    assertThat(again.brief()).isTrue();
    assertThat(model.drafts).isEmpty();
  }

  private static Interpretation with(Draft draft, String title, String body) {
    return new Interpretation(title, "", body, draft.tags(), List.of(), Warning.NONE);
  }

  private TranslationChain chain(Engine... engines) {
    return new TranslationChain(
        new TranslationChain.Ports(
            List.of(engines),
            store.translations(),
            (text, _) ->
                text.contains("绝绝子")
                    ? List.of(new Footnote("绝绝子", "jué jué zǐ", "amazing"))
                    : List.of(),
            (text, _) -> text.length() > 280 ? Optional.of("今天去吃面。人均68元。") : Optional.empty(),
            new Budget(store.spending(), Budget.Limits.NONE, TranslationWatch.NOBODY, clock),
            TranslationWatch.NOBODY,
            new Tally()),
        clock);
  }

  private static Note note(String title, String text, String... tags) {
    return new Note(
        new NoteRef(new NoteId("abc"), Optional.empty()),
        new Creator(new CreatorRef(new CreatorId("me"), Optional.empty()), "Me", Optional.empty()),
        title,
        text,
        List.of(tags),
        new Content.Slideshow(List.of()),
        Count.UNKNOWN,
        NOON,
        true);
  }
}
