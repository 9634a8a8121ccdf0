package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.health.Tally;

/// What a model says about a text, held against the text.
final class ExplainerTest {
  private static final String TEXT = "这家店绝绝子，宝子们快冲";
  private static final Audience READERS = Audience.of(Locale.ENGLISH);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
  private final MemoryStore store = new MemoryStore();
  private final ScriptedModel model = new ScriptedModel();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | “这家店绝绝子，宝子们快冲” says the shop is amazing, dears, go now.",
        "en | 绝绝子 is slang for amazing",
        "en | 绝绝子 (close to 太棒了) means amazing",
        "de | „绝绝子“ heißt: großartig",
        "ja | 「绝绝子」は最高という意味です",
        "zh | 意思是这家店非常好，大家快去"
      })
  void givenAnExplanationThatQuotesTheText_whenChecked_thenItIsShown(String language, String said) {
    assertThat(explained(language, said)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 这句话的意思是商店很好",
        "en | 这家店绝绝子，宝子们快冲",
        "en | 绝绝子是很好的意思，OK",
        "de | 意思是这家店非常好",
        "zh | It says that the shop is amazing",
        "en | It says: call 138 0013 8000 for more",
        "en | The shop is amazing, ask 13800138000",
        "zh | 意思是打电话13800138000"
      })
  void givenAnExplanationForOthersOrWithANumber_whenChecked_thenItIsNot(
      String language, String said) {
    assertThat(explained(language, said)).isEmpty();
  }

  @Test
  void givenANumberOfTheText_whenExplained_thenItMayBeNamed() {
    model.explanation = _ -> "Lottery number 8812345 has won.";

    assertThat(new Explainer(chain(model)).explain("8812345号中奖了", READERS).sentences())
        .contains("8812345");
  }

  @Test
  void givenNoModel_whenExplained_thenNoPaidEngineIsAskedAndTheReadingAidIs() {
    var paid = new PaidEngine("deepl").answers();

    var words = new Explainer(chain(paid, new Aid())).explain(TEXT, READERS).words();

    assertThat(words).extracting(Footnote::term).containsExactly("店");
    assertThat(paid.calls).isEmpty();
  }

  @Test
  void givenAModelThatIsDown_whenExplained_thenItIsNotPaidForATranslationEither() {
    model.explanation =
        _ -> {
          throw new EngineException(new EngineFailure.Unsuited(), "not this one");
        };
    var paid = new PaidEngine("deepl").answers();

    var words = new Explainer(chain(model, paid, new Aid())).explain(TEXT, READERS).words();

    assertThat(words).extracting(Footnote::term).containsExactly("店");
    assertThat(paid.calls).isEmpty();
    assertThat(model.asked).noneMatch(text -> text.startsWith("render"));
  }

  @Test
  void givenTwoCommunitiesThatAskTheSame_whenAtOnce_thenTheModelIsAskedOnce() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    model.explanation =
        _ -> {
          asked.countDown();
          awaited(answer);
          return "The shop is amazing.";
        };
    var explainer = new Explainer(chain(model));
    var sentences = new CopyOnWriteArrayList<String>();
    var threads =
        Stream.of("telegram:-1", "discord:2")
            .map(key -> new Audience(Locale.ENGLISH, Optional.of(key)))
            .map(reader ->
                Thread.ofPlatform()
                    .unstarted(() -> sentences.add(explainer.explain(TEXT, reader).sentences())))
            .toList();
    threads.getFirst().start();
    awaited(asked);
    threads.getLast().start();
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (threads.getLast().getState() != Thread.State.WAITING && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    answer.countDown();
    for (var thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }

    assertThat(sentences).containsExactly("The shop is amazing.", "The shop is amazing.");
    assertThat(model.asked).hasSize(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Costs nothing, and knows one word.
  private record Aid() implements Engine {
    @Override
    public String name() {
      return "aid";
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
          .<Rendering>map(_ -> new Rendering.WordHelp(List.of(new Footnote("店", "diàn", "shop"))))
          .toList();
    }
  }

  private String explained(String language, String said) {
    model.explanation = _ -> said;
    return new Explainer(chain(model))
        .explain(TEXT, Audience.of(Locale.forLanguageTag(language)))
        .sentences();
  }

  private TranslationChain chain(Engine... engines) {
    return new TranslationChain(
        List.of(engines), store.translations(), (_, _) -> List.of(), new Tally(), clock);
  }
}
