package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.CommunityPlaces;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.translate.Spending.Account;
import org.littleredbridge.wording.Wording;

class TranslationNoticesTest {
  private static final ChannelId OPERATOR = ChannelId.person("telegram", "7");
  private static final ChannelId GENERAL = ChannelId.of("discord", "55");
  private static final Community GUILD = new Community("discord", "900", "Tea");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final SettableClock clock = SettableClock.at("2026-11-22T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final Wording wording = new Wording();
  private final ChannelLanguage languages = new ChannelLanguage(store.settings(), Locale.ENGLISH);
  private final AtomicInteger woken = new AtomicInteger();
  private final TranslationNotices notices =
      new TranslationNotices(
          new OperatorNotices(
              Operators.of(List.of("telegram:7")),
              store.outbox(),
              languages,
              wording,
              clock,
              woken::incrementAndGet),
          new TranslationNotices.Places(
              store.settings(), store.outbox(), languages, woken::incrementAndGet),
          wording,
          clock);

  @Test
  void givenARefusedKey_whenItIsToldTwice_thenOperatorsReadItOnceADay() {
    notices.keyRefused("deepl");
    notices.keyRefused("deepl");
    assertThat(told(OPERATOR))
        .singleElement()
        .asString()
        .startsWith("The translation engine deepl refused its key.");
    clock.advance(Duration.ofDays(1));
    notices.keyRefused("deepl");
    notices.quotaSpent("deepl");
    assertThat(store.outbox().waiting(OPERATOR)).isEqualTo(3);
  }

  @Test
  void givenASpentCommunity_whenItHasAHome_thenItReadsSoThereOnceADay() {
    new CommunityPlaces(store.settings()).keepHome(GUILD, GENERAL, clock.instant());
    store.settings().set(GENERAL, "language", "zh-CN", "admin", clock.instant());
    notices.budgetSpent(new Account("community:discord:900", 50_000), TODAY);
    notices.budgetSpent(new Account("community:discord:900", 50_000), TODAY);

    assertThat(told(GENERAL)).singleElement().asString().startsWith("本社区今日付费翻译的 50,000 个字符已用完");
    assertThat(store.outbox().waiting(OPERATOR)).isZero();
    assertThat(woken).hasValue(1);
  }

  @Test
  void givenACommunityThatNobodyKnows_whenItsBudgetIsSpent_thenNothingBreaks() {
    notices.budgetSpent(new Account("community:discord:901", 50_000), TODAY);
    notices.budgetSpent(new Account("community:odd", 50_000), TODAY);
    assertThat(store.outbox().waiting()).isZero();
  }

  @Test
  void givenASpentEngineAndDay_whenTold_thenOperatorsReadWhatToDo() {
    notices.budgetSpent(new Account("engine:openai", 1_000), TODAY);
    notices.budgetSpent(new Account("all", 2_000), TODAY);
    assertThat(told(OPERATOR).getFirst()).contains("openai", "1,000", "daily");
    assertThat(store.outbox().waiting(OPERATOR)).isEqualTo(2);
  }

  private List<String> told(ChannelId place) {
    return store.outbox().claimDue(clock.instant(), 9, 9, Duration.ofMinutes(1)).stream()
        .filter(claim -> claim.channel().equals(place))
        .flatMap(claim -> claim.deliveries().stream())
        .map(delivery ->
            delivery.cargo() instanceof Cargo.Notice(var text, _, _)
                ? text
                : delivery.cargo().toString())
        .toList();
  }
}
