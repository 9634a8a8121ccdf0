package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.health.Tally;

/// What follows from each failure of an engine.
class EngineFailuresTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Audience CLUB = new Audience(Locale.ENGLISH, Optional.of("telegram:-100"));
  private static final Audience OTHERS = new Audience(Locale.ENGLISH, Optional.of("telegram:-200"));

  private final SettableClock clock = new SettableClock(NOON);
  private final MemoryStore store = new MemoryStore();
  private final List<String> told = new ArrayList<>();
  private boolean broken;
  private final PaidEngine paid = new PaidEngine("deepl");
  private final PaidEngine next = new PaidEngine("openai").answers();

  @Test
  void givenARefusedKey_whenItIsAskedAgain_thenItStaysOffAndIsToldOnce() {
    paid.fails(new EngineFailure.Auth());
    var chain = chain(Budget.Limits.NONE);

    assertThat(chain.translate("吃面", CLUB).engine()).contains("openai");
    clock.advance(Duration.ofDays(30));
    assertThat(chain.translate("喝茶", CLUB).engine()).contains("openai");
    assertThat(paid.calls).hasSize(1);
    assertThat(told).containsExactly("key deepl");
    assertThat(chain.states().getFirst().restsUntil()).contains(Instant.MAX);
  }

  @Test
  void givenASpentQuota_whenTheServiceTellsItsReset_thenItIsAskedAgainThen() {
    paid.fails(new EngineFailure.Quota(Optional.of(Duration.ofHours(30)))).answers();
    var chain = chain(Budget.Limits.NONE);

    assertThat(chain.translate("吃面", CLUB).engine()).contains("openai");
    clock.advance(Duration.ofHours(29));
    assertThat(chain.translate("喝茶", CLUB).engine()).contains("openai");
    clock.advance(Duration.ofHours(1));
    assertThat(chain.translate("睡觉", CLUB).engine()).contains("deepl");
    assertThat(told).containsExactly("quota deepl");
  }

  @Test
  void givenTooManyRequests_whenTheWaitIsShort_thenItIsWaitedForOnce() {
    paid.fails(new EngineFailure.Rate(Optional.of(Duration.ofMillis(20)))).answers();

    assertThat(chain(Budget.Limits.NONE).translate("吃面", CLUB).engine()).contains("deepl");
    assertThat(paid.calls).hasSize(2);
    assertThat(store.spending().of(TODAY)).containsEntry("all", 2L);
  }

  @Test
  void givenTooManyRequests_whenTheWaitIsLong_thenTheNextEngineAnswers() {
    paid.fails(new EngineFailure.Rate(Optional.of(Duration.ofMinutes(2)))).answers();
    var chain = chain(Budget.Limits.NONE);

    assertThat(chain.translate("吃面", CLUB).engine()).contains("openai");
    assertThat(chain.translate("喝茶", CLUB).engine()).contains("openai");
    assertThat(paid.calls).hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    assertThat(chain.translate("睡觉", CLUB).engine()).contains("deepl");
  }

  @Test
  void givenABatchThatIsTooLong_whenTranslated_thenItGoesInHalvesAndAllAreAnswered() {
    paid.answers(texts -> {
      if (texts.size() > 2) {
        throw new EngineException(new EngineFailure.TooLong(), "too long");
      }
      return PaidEngine.english(texts);
    });
    var texts = IntStream.range(0, 6).mapToObj(i -> "面".repeat(i + 2)).toList();

    assertThat(chain(Budget.Limits.NONE).translate(texts, CLUB))
        .extracting(text -> text.engine().orElse(""))
        .containsOnly("deepl");
    assertThat(paid.calls).extracting(List::size).containsExactly(6, 3, 1, 2, 3, 1, 2);
  }

  @Test
  void givenATextThatIsTooLong_whenTranslated_thenItIsCutAtASentenceOnce() {
    paid.answers(texts -> {
      if (texts.getFirst().length() > 10) {
        throw new EngineException(new EngineFailure.TooLong(), "too long");
      }
      return PaidEngine.english(texts);
    });
    var text = chain(Budget.Limits.NONE).translate("今天去吃面。味道很好68元！", CLUB);

    assertThat(text.engine()).contains("deepl");
    assertThat(text.text()).contains("68");
    assertThat(paid.calls)
        .containsExactly(List.of("今天去吃面。味道很好68元！"), List.of("今天去吃面。"), List.of("味道很好68元！"));
  }

  @Test
  void givenOneTextThatAServiceDoesNotWant_whenABatchIsTranslated_thenTheOthersHaveTheirAnswer() {
    paid.answers(texts -> {
      if (texts.contains("坏")) {
        throw new EngineException(new EngineFailure.Unsuited(), "not this one");
      }
      return PaidEngine.english(texts);
    });
    var chain = chain(Budget.Limits.NONE);

    assertThat(chain.translate(List.of("面", "坏", "茶"), CLUB))
        .extracting(text -> text.engine().orElse(""))
        .containsExactly("deepl", "openai", "deepl");
    var calls = paid.calls.size();
    chain.translate("坏", CLUB);
    assertThat(paid.calls).as("it is not asked about that one again").hasSize(calls);
    assertThat(chain.states().getFirst().restsUntil()).isEmpty();
  }

  @Test
  void givenBatches_whenManyTextsAreTranslated_thenEachCallKeepsToTheLimits() {
    paid.batch = new Engine.Batch(4, 10);
    paid.answers();
    var texts = IntStream.range(1, 12).mapToObj("面"::repeat).toList();

    assertThat(chain(Budget.Limits.NONE).translate(texts, CLUB))
        .extracting(text -> text.engine().orElse(""))
        .containsOnly("deepl");
    assertThat(paid.calls)
        .allSatisfy(call -> {
          assertThat(call).hasSizeLessThan(5);
          assertThat(call.size() == 1 || String.join("", call).length() <= 10).isTrue();
        });
  }

  @Test
  void givenASpentCommunity_whenItAsks_thenTheCheaperEngineAnswersItAndNotTheOthers() {
    paid.answers();
    var free = new FreeHelp();
    var chain =
        chain(new Budget.Limits(Optional.empty(), Optional.of(5L), Map.of()), List.of(paid, free));

    assertThat(chain.translate("吃面喝茶睡", CLUB).engine()).contains("deepl");
    assertThat(chain.translate("今天", CLUB).engine()).contains("reading-aid");
    assertThat(chain.translate("明天", CLUB).engine()).contains("reading-aid");
    assertThat(chain.translate("吃面喝茶睡", CLUB).engine())
        .as("what was paid for stays")
        .contains("deepl");
    assertThat(chain.translate("今天", OTHERS).engine()).contains("deepl");
    assertThat(chain.translate("今天", CLUB).engine()).as("another paid for it").contains("deepl");
    assertThat(told).containsExactly("spent community:telegram:-100");
    assertThat(chain.variant(CLUB)).isNotEqualTo(chain.variant(OTHERS));
    clock.advance(Duration.ofDays(1));
    assertThat(chain.variant(CLUB)).isEqualTo(chain.variant(OTHERS));
    assertThat(chain.translate("后天", CLUB).engine()).contains("deepl");
  }

  @Test
  void givenASpentEngineAndASpentDay_whenAsked_thenEachIsToldAndTheNextAnswers() {
    paid.answers();
    var free = new FreeHelp();
    var chain =
        chain(
            new Budget.Limits(Optional.of(8L), Optional.empty(), Map.of("deepl", 4L)),
            List.of(paid, next, free));

    assertThat(chain.translate("吃面喝茶", CLUB).engine()).contains("deepl");
    assertThat(chain.translate("今天睡觉", CLUB).engine()).contains("openai");
    assertThat(chain.translate("明天", OTHERS).engine()).contains("reading-aid");
    assertThat(told).containsExactly("spent engine:deepl", "spent all");
    assertThat(store.spending().of(TODAY))
        .containsEntry("all", 8L)
        .containsEntry("engine:deepl", 4L)
        .containsEntry("engine:openai", 4L);
  }

  @Test
  void givenAnAnswerThatMakesNoSense_whenAskedAgain_thenItIsNotPaidForAgain() {
    paid.fails(new EngineFailure.Implausible()).answers();
    var chain = chain(Budget.Limits.NONE);

    assertThat(chain.translate("吃面", CLUB).engine()).contains("openai");
    assertThat(chain.translate("吃面", OTHERS).engine()).contains("openai");
    assertThat(paid.calls).hasSize(1);
    assertThat(chain.translate("喝茶", CLUB).engine()).contains("deepl");
  }

  @Test
  void givenAServiceThatWasDown_whenItsPauseEnds_thenOneCallerFindsOutForAll() throws Exception {
    var release = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    paid.fails(new EngineFailure.Down())
        .answers(texts -> {
          asked.countDown();
          try {
            assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return PaidEngine.english(texts);
        });
    var chain = chain(Budget.Limits.NONE);
    chain.translate("吃面", CLUB);
    clock.advance(EngineBreaker.FIRST_PAUSE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var probe = threads.submit(() -> chain.translate("喝茶", CLUB).engine());
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(chain.translate("睡觉", CLUB).engine())
          .as("nobody waits beside the one who tries")
          .contains("openai");
      release.countDown();
      assertThat(probe.get(10, TimeUnit.SECONDS)).contains("deepl");
    }
    assertThat(chain.translate("散步", CLUB).engine()).contains("deepl");
  }

  @Test
  void givenASpentCommunity_whenItAsksAfterAPause_thenTheOthersNeedNotWaitForIt() {
    paid.answers().fails(new EngineFailure.Down()).answers();
    var chain =
        chain(
            new Budget.Limits(Optional.empty(), Optional.of(4L), Map.of()),
            List.of(paid, new FreeHelp()));
    assertThat(chain.translate("吃面喝茶", CLUB).engine()).contains("deepl");
    assertThat(chain.translate("睡觉", OTHERS).engine()).contains("reading-aid");
    clock.advance(EngineBreaker.FIRST_PAUSE);

    assertThat(chain.translate("散步", CLUB).engine()).contains("reading-aid");
    assertThat(chain.translate("散步", OTHERS).engine()).contains("deepl");
  }

  @Test
  void givenOneTextThatMakesAModelTalkNonsense_whenABatchIsTranslated_thenItIsOneDoubt() {
    paid.answers(texts -> {
      if (texts.contains("坏")) {
        throw new EngineException(new EngineFailure.Implausible(), "nonsense");
      }
      return PaidEngine.english(texts);
    });
    var chain = chain(Budget.Limits.NONE);
    var texts = IntStream.range(0, 20).mapToObj(i -> i == 3 ? "坏" : "面".repeat(i + 1)).toList();

    assertThat(chain.translate(texts, CLUB).stream().map(text -> text.engine().orElse("")))
        .filteredOn("openai"::equals)
        .hasSize(1);
    assertThat(paid.calls).hasSizeLessThan(12);
    assertThat(chain.states().getFirst().restsUntil()).isEmpty();
    var calls = paid.calls.size();
    chain.translate(texts, CLUB);
    assertThat(paid.calls).hasSize(calls);
  }

  @Test
  void givenNoticesThatCannotBeStored_whenABudgetIsSpent_thenTheNoteIsDeliveredAllTheSame() {
    paid.answers();
    broken = true;
    var chain =
        chain(
            new Budget.Limits(Optional.of(1L), Optional.empty(), Map.of()),
            List.of(paid, new FreeHelp()));

    assertThat(chain.translate("吃面", CLUB).engine()).contains("reading-aid");
    broken = false;
    assertThat(chain.translate("喝茶", CLUB).engine()).contains("reading-aid");
    assertThat(told).containsExactly("spent all");
  }

  @Test
  void givenAServiceThatIsDown_whenAsked_thenNothingIsPaid() {
    paid.fails(new EngineFailure.Down());
    var chain = chain(Budget.Limits.NONE, List.of(paid));

    assertThat(chain.translate("吃面", CLUB).kind()).isEqualTo(TranslatedText.Kind.NONE);
    assertThat(store.spending().of(TODAY).values()).allMatch(sum -> sum == 0);
  }

  private TranslationChain chain(Budget.Limits limits) {
    return chain(limits, List.of(paid, next));
  }

  private TranslationChain chain(Budget.Limits limits, List<Engine> engines) {
    var watch = new Listening();
    return new TranslationChain(
        new TranslationChain.Ports(
            engines,
            store.translations(),
            (_, _) -> List.of(),
            (_, _) -> Optional.empty(),
            new Budget(store.spending(), limits, watch, clock),
            watch,
            new Tally()),
        clock);
  }

  private final class Listening implements TranslationWatch {
    @Override
    public void keyRefused(String engine) {
      told.add("key " + engine);
    }

    @Override
    public void quotaSpent(String engine) {
      told.add("quota " + engine);
    }

    @Override
    public void budgetSpent(Spending.Account account, LocalDate day) {
      if (broken) {
        throw new IllegalStateException("disk full");
      }
      told.add("spent " + account.name());
    }
  }

  /// Costs nothing.
  private static final class FreeHelp implements Engine {
    @Override
    public String name() {
      return "reading-aid";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public boolean serves(Locale from, Locale to) {
      return true;
    }

    @Override
    public List<Rendering> render(List<String> texts, Locale from, Locale to) {
      return texts.stream()
          .<Rendering>map(text -> new Rendering.WordHelp(List.of(new Footnote(text, "", "help"))))
          .toList();
    }
  }
}
