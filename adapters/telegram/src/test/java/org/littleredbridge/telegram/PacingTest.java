package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.telegram.TelegramLimits.Rate;

/// The pace against services that count in different ways, in a time that the test moves.
final class PacingTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long GROUP = -100;

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final Instant noon = clock.instant();
  private final long seed = Long.getLong("bridge.test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /// How a service counts.
  private interface Counter {
    /// How long to wait still; zero when the messages were taken.
    Duration take(Instant now, int messages);
  }

  /// So many at once, each of which comes back evenly; as the stand-in counts.
  private static final class Store implements Counter {
    private final int most;
    private final Duration each;
    private Instant full = Instant.MIN;

    Store(int most, Duration span) {
      this.most = most;
      this.each = span.dividedBy(most);
    }

    @Override
    public Duration take(Instant now, int messages) {
      var before = full.isAfter(now) ? full : now;
      var after = before.plus(each.multipliedBy(messages));
      var wait = Duration.between(now.plus(each.multipliedBy(most)), after);
      if (wait.isPositive() && before.isAfter(now)) {
        return wait;
      }
      full = after;
      return Duration.ZERO;
    }
  }

  /// No more than so many in any such time.
  private static final class Sliding implements Counter {
    private final int most;
    private final Duration span;
    private final ArrayDeque<Instant> taken = new ArrayDeque<>();

    Sliding(int most, Duration span) {
      this.most = most;
      this.span = span;
    }

    @Override
    public Duration take(Instant now, int messages) {
      while (!taken.isEmpty() && !taken.getFirst().plus(span).isAfter(now)) {
        taken.removeFirst();
      }
      if (taken.size() + messages > most && !taken.isEmpty()) {
        return Duration.between(now, taken.getFirst().plus(span));
      }
      IntStream.range(0, messages).forEach(_ -> taken.addLast(now));
      return Duration.ZERO;
    }
  }

  private Pacing pacing(TelegramLimits limits) {
    return new Pacing(limits, new Pacing.Time(clock, clock::advance));
  }

  private static Optional<Rate> rate(int messages, Duration span) {
    return Optional.of(new Rate(messages, span));
  }

  private static TelegramLimits chats(int messages, Duration span) {
    return new TelegramLimits(Optional.empty(), rate(messages, span), Optional.empty());
  }

  private static TelegramLimits bot(int messages) {
    return new TelegramLimits(rate(messages, SECOND), Optional.empty(), Optional.empty());
  }

  private static BotApiException tooMany(Duration wait) {
    var seconds = Duration.ofSeconds((wait.toNanos() + 999_999_999) / 1_000_000_000);
    return new BotApiException(429, "slow", Optional.of(seconds), OptionalLong.empty());
  }

  /// Sends one message; the service counts it somewhere between its start and its answer.
  ///
  /// @return how long it must wait; zero when it was posted
  private Duration send(Pacing pacing, long chat, int messages, boolean first, Counter counter) {
    try {
      return pacing.send(
          chat,
          messages,
          first,
          () -> {
            clock.advance(latency());
            var wait = counter.take(clock.instant(), messages);
            clock.advance(latency());
            if (wait.isPositive()) {
              throw tooMany(wait);
            }
            return Duration.ZERO;
          });
    } catch (BotApiException e) {
      refusals.merge(chat, 1, Integer::sum);
      return Pacing.asked(e);
    } catch (ChatException e) {
      denials.merge(chat, 1, Integer::sum);
      return ((ChatFailure.RateLimited) e.failure()).pause();
    }
  }

  private final Map<Long, Integer> refusals = new HashMap<>();
  private final Map<Long, Integer> denials = new HashMap<>();

  private Duration latency() {
    return Duration.ofNanos(random.nextInt(3_000_000));
  }

  /// Posts so many messages to one chat, each as soon as it may be.
  ///
  /// @return how long that took
  private Duration drain(Pacing pacing, long chat, int messages, Counter counter) {
    var began = clock.instant();
    for (int sent = 0; sent < messages; ) {
      var wait = send(pacing, chat, 1, false, counter);
      if (wait.isZero()) {
        sent++;
      }
      // Who comes again is a little late.
      clock.advance(wait.plus(wait.isZero() ? Duration.ZERO : latency()));
    }
    return Duration.between(began, clock.instant());
  }

  private int refused() {
    return refusals.values().stream().mapToInt(Integer::intValue).sum();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "5, 1", "30, 1", "1000, 1", "1, 60", "20, 60"})
  void givenASetLimit_whenAChatIsFlooded_thenNothingIsRefusedAndNoTimeIsLost(int most, int span) {
    var length = Duration.ofSeconds(span);
    int messages = Math.min(most * 4 + 10, 500);
    var took = drain(pacing(chats(most, length)), 7, messages, new Store(most, length));

    assertThat(refused()).as("seed " + seed).isZero();
    var ideal = length.dividedBy(most).multipliedBy(Math.max(0, messages - most));
    var own = Duration.ofMillis(messages * 6L + 10);
    assertThat(took)
        .as("seed " + seed)
        .isLessThan(Duration.ofMillis((long) (ideal.toMillis() * 1.01)).plus(own));
  }

  @Test
  void givenTheGroupLimit_whenAGroupIsFlooded_thenNeverMoreThanThatInAnyMinute() {
    var limits = new TelegramLimits(Optional.empty(), Optional.empty(), rate(20, MINUTE));
    drain(pacing(limits), GROUP, 100, new Sliding(20, MINUTE));
    assertThat(refused()).as("seed " + seed).isZero();
    drain(pacing(limits), GROUP - 1, 60, new Store(20, MINUTE));
    assertThat(refused()).as("seed " + seed).isZero();

    var began = clock.instant();
    drain(pacing(limits), 7, 100, new Store(1_000, SECOND));
    assertThat(Duration.between(began, clock.instant()))
        .as("a person is no group")
        .isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void givenAlbums_whenSent_thenEachPictureCounts() {
    var limits = new TelegramLimits(Optional.empty(), rate(1, SECOND), rate(20, MINUTE));
    var pacing = pacing(limits);
    Counter any = new Store(1_000, SECOND);
    assertThat(send(pacing, GROUP, 10, false, any)).as("larger than the limit").isZero();
    var wait = send(pacing, GROUP, 1, false, any);
    assertThat(wait).isBetween(Duration.ofMillis(9_950), Duration.ofMillis(10_100));

    clock.advance(wait);
    assertThat(send(pacing, GROUP, 10, false, any)).isZero();
    assertThat(send(pacing, GROUP, 1, false, any))
        .as("20 in this minute")
        .isGreaterThan(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "5, 1", "10, 1", "25, 1", "1, 3", "1, 10", "20, 60", "6, 60"})
  void givenAnUnknownLimit_whenAChatIsFlooded_thenItIsRefusedOnceAndItsPaceIsKept(
      int most, int span) {
    var length = Duration.ofSeconds(span);
    var took = drain(pacing(TelegramLimits.off()), 7, 40 + most, new Store(most, length));

    assertThat(refused()).as("seed " + seed).isLessThanOrEqualTo(1);
    var ideal = length.dividedBy(most).multipliedBy(40);
    assertThat(took)
        .as("seed " + seed)
        .isLessThan(Duration.ofMillis((long) (ideal.toMillis() * 1.03) + 1_500));
  }

  @Test
  void givenTwoASecondUnknown_whenTwentyAreSent_thenTheyTakeHardlyLongerThanWithTheLimitKnown() {
    var took = drain(pacing(TelegramLimits.off()), 7, 20, new Store(2, SECOND));

    assertThat(refused()).isEqualTo(1);
    assertThat(took).isLessThan(Duration.ofMillis((long) (9_000 * 1.03)));
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 300", "2, 1, 450", "3, 1, 150", "5, 1, 120", "1, 10, 900", "1, 10, 2500"})
  void givenABridgeAtItsLimitsWhenTheRefusalComes_whenLearnt_thenThePaceIsTheRightOne(
      int most, int span, int slow) {
    var pacing = pacing(TelegramLimits.off());
    var counter = new Store(most, Duration.ofSeconds(span));
    // Each message takes long in the bridge, as with many chats at once.
    while (refused() == 0) {
      var wait = send(pacing, 7, 1, false, counter);
      clock.advance(wait.isZero() ? Duration.ofMillis(slow) : wait);
    }
    var took = drain(pacing, 7, 40, counter);

    assertThat(refused()).as("seed " + seed).isEqualTo(1);
    assertThat(took.toMillis())
        .as("seed " + seed)
        .isLessThan((long) (40 * 1_000.0 * span / most * 1.01) + 200);
  }

  @Test
  void givenAServiceThatCountsWithinMinutes_whenFlooded_thenItsPaceIsLearntSoon() {
    var took = drain(pacing(TelegramLimits.off()), GROUP, 200, new Sliding(20, MINUTE));

    assertThat(refused()).as("seed " + seed).isLessThanOrEqualTo(2);
    assertThat(took).isLessThan(Duration.ofMinutes(15));
  }

  @Test
  void givenALimitTighterThanTheSetOne_whenFlooded_thenTheChatAloneGoesSlower() {
    var pacing = pacing(chats(5, SECOND));
    drain(pacing, 7, 30, new Store(2, SECOND));
    assertThat(refused()).as("seed " + seed).isEqualTo(1);

    assertThat(drain(pacing, 8, 30, new Store(5, SECOND))).isLessThan(Duration.ofSeconds(6));
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void givenALearntPace_whenHoursPassWithoutRefusal_thenItIsForgottenLittleByLittle() {
    var pacing = pacing(TelegramLimits.off());
    drain(pacing, 7, 3, new Store(1, Duration.ofSeconds(8)));
    Counter free = new Store(1_000, SECOND);
    clock.advance(Duration.ofHours(5));
    assertThat(drain(pacing, 7, 3, free)).isGreaterThan(Duration.ofSeconds(15));
    clock.advance(Duration.ofHours(2));
    assertThat(drain(pacing, 7, 3, free)).isBetween(SECOND.multipliedBy(4), SECOND.multipliedBy(9));
    for (int hour = 0; hour < 12; hour++) {
      clock.advance(Duration.ofHours(1));
      drain(pacing, 7, 2, free);
    }
    assertThat(drain(pacing, 7, 3, free)).isLessThan(SECOND);
  }

  @Test
  void givenAPaceThatIsRefusedAgainAndAgain_whenLearnt_thenItGoesSlowerEachTime() {
    var pacing = pacing(TelegramLimits.off());
    Counter free = new Store(1_000, SECOND);
    send(pacing, 7, 1, false, free);
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < 60; i++) {
      clock.advance(send(pacing, 7, 1, false, (_, _) -> Duration.ofMillis(1)));
      while (send(pacing, 7, 1, false, free).isPositive()) {
        clock.advance(Duration.ofMillis(100));
      }
      waits.add(send(pacing, 7, 1, false, free));
      clock.advance(waits.getLast());
    }
    assertThat(waits).as("seed " + seed).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(waits.getLast()).isLessThan(Duration.ofMinutes(11));
  }

  @Test
  void givenTwoChatsRefusedFromTheStart_whenAThirdIsSentTo_thenTheBotAsAWholeWaits() {
    var pacing = pacing(TelegramLimits.off());
    Counter never = (_, _) -> Duration.ofSeconds(9);
    send(pacing, 1, 1, false, never);
    assertThat(send(pacing, 2, 1, false, new Store(9, SECOND))).as("one chat alone").isZero();
    send(pacing, 3, 1, false, never);
    assertThat(send(pacing, 4, 1, false, never)).isGreaterThan(Duration.ofSeconds(8));
    assertThat(refused()).isEqualTo(2);
  }

  @Test
  void givenTheBotsLimitUnknown_whenManyChatsAreServed_thenEachIsRefusedOnceAtMost() {
    deliver(pacing(TelegramLimits.off()), 300, 3, new Store(30, SECOND));

    assertThat(refusals.values()).as("seed " + seed).allMatch(times -> times <= 1);
  }

  @Test
  void givenTheBotsLimit_whenAThousandChatsAreDueAtOnce_thenEachIsSentAwayOnceAtMost() {
    deliver(pacing(bot(30)), 1_000, 1, new Store(30, SECOND));

    assertThat(refused()).as("seed " + seed).isZero();
    assertThat(denials.values()).as("seed " + seed).allMatch(times -> times <= 1);
    assertThat(Duration.between(noon, clock.instant()))
        .isBetween(Duration.ofSeconds(32), Duration.ofSeconds(35));
  }

  /// Sends to many chats in the order of their times, as lanes do.
  private void deliver(Pacing pacing, int chats, int each, Counter counter) {
    record Lane(long chat, int left, Instant at) {}
    var lanes = new PriorityQueue<Lane>(Comparator.comparing(Lane::at).thenComparing(Lane::chat));
    for (long chat = 1; chat <= chats; chat++) {
      lanes.add(new Lane(chat, each, clock.instant()));
    }
    while (!lanes.isEmpty()) {
      var lane = lanes.remove();
      if (lane.at().isAfter(clock.instant())) {
        clock.set(lane.at());
      }
      var wait = send(pacing, lane.chat(), 1, false, counter);
      if (wait.isPositive()) {
        lanes.add(new Lane(lane.chat(), lane.left(), clock.instant().plus(wait)));
      } else if (lane.left() > 1) {
        lanes.add(new Lane(lane.chat(), lane.left() - 1, clock.instant()));
      }
    }
  }

  @Test
  void givenAQueueOfAThousandChats_whenAPersonIsAnswered_thenTheAnswerGoesFirst() {
    var pacing = new Pacing(bot(30), new Pacing.Time(clock, _ -> {}));
    var longest = Duration.ZERO;
    for (long chat = 1; chat <= 1_000; chat++) {
      var wait = sendAtOnce(pacing, chat, false);
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    assertThat(longest).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(35));

    for (long person = 2_001; person <= 2_010; person++) {
      var wait = sendAtOnce(pacing, person, true);
      assertThat(wait).isLessThan(SECOND);
      clock.advance(wait);
      assertThat(sendAtOnce(pacing, person, true)).isLessThan(Duration.ofMillis(100));
    }
  }

  /// Time stands still meanwhile, as for lanes that begin at one moment.
  private static Duration sendAtOnce(Pacing pacing, long chat, boolean first) {
    try {
      return pacing.send(chat, 1, first, () -> Duration.ZERO);
    } catch (ChatException e) {
      return ((ChatFailure.RateLimited) e.failure()).pause();
    }
  }

  @Test
  void givenATurnFarAhead_whenTheChatComesThen_thenItIsNotSentToTheEndAgain() {
    var pacing = pacing(bot(1));
    for (long chat = 1; chat <= 1_000; chat++) {
      sendAtOnce(pacing, chat, false);
    }
    var wait = sendAtOnce(pacing, 5_000, false);
    assertThat(wait).isGreaterThan(Duration.ofMinutes(15));
    assertThat(sendAtOnce(pacing, 5_000, false)).as("asked too early").isEqualTo(wait);
    clock.advance(wait);

    assertThat(sendAtOnce(pacing, 5_000, false)).isZero();
  }

  @Test
  void givenOneChatThatIsRefused_whenOthersSend_thenTheyDoNotWait() {
    var pacing = pacing(TelegramLimits.off());
    Counter free = new Store(1_000, SECOND);
    send(pacing, 1, 1, false, free);
    send(pacing, 1, 1, false, (_, _) -> Duration.ofHours(1));
    for (long chat = 2; chat < 200; chat++) {
      assertThat(send(pacing, chat, 1, false, free)).isZero();
    }
    assertThat(send(pacing, 1, 1, false, free)).isGreaterThan(Duration.ofMinutes(59));
  }

  @Test
  void givenManyThreadsForOneChat_whenTimeStandsStill_thenNoMoreThanTheLimitPass() {
    var pacing = pacing(chats(5, SECOND));
    var posted = new AtomicInteger();
    Crowd.allAtOnce(
        64,
        _ -> {
          try {
            return pacing.send(7, 1, false, posted::incrementAndGet);
          } catch (ChatException e) {
            return 0;
          }
        });
    assertThat(posted).hasValue(5);

    clock.advance(SECOND.multipliedBy(2));
    assertThat(pacing.send(7, 1, false, () -> "none is on the way any more")).isNotNull();
  }

  @Test
  void givenFailuresOfEveryKind_whenTheyEnd_thenNothingStaysOnTheWay() {
    var pacing = pacing(chats(1, SECOND));
    for (int i = 0; i < 20; i++) {
      var number = i;
      assertThatThrownBy(() ->
              pacing.send(
                  7,
                  1,
                  false,
                  () -> {
                    throw number % 2 == 0
                        ? BotApiException.unanswered("gone")
                        : new IllegalStateException("a fault");
                  }))
          .isNotInstanceOf(ChatException.class);
      clock.advance(Duration.ofMillis(1_010));
    }
    assertThat(pacing.send(7, 1, false, () -> 1)).isEqualTo(1);
  }

  @Test
  void givenHostileAnswers_whenTheyAskForSilence_thenItIsKeptWithinADay() {
    for (var seconds : List.of(Integer.MIN_VALUE, -1, 0, 1, 86_400, Integer.MAX_VALUE)) {
      var asked = Optional.of(Duration.ofSeconds(seconds));
      var refusal = new BotApiException(429, "slow", asked, OptionalLong.empty());
      assertThat(Pacing.asked(refusal)).isBetween(SECOND, Duration.ofDays(1));
    }
    var unsaid = new BotApiException(429, "slow", Optional.empty(), OptionalLong.empty());
    assertThat(Pacing.asked(unsaid)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void givenMoreChatsThanFit_whenSentTo_thenTheOldestAreForgottenAndInTheEndAll() {
    var pacing = pacing(TelegramLimits.off());
    for (long chat = 1; chat <= 120_000; chat++) {
      pacing.send(-chat, 1, false, () -> 1);
    }
    assertThat(pacing.known()).isBetween(90_000L, 100_000L);
    clock.advance(Duration.ofMinutes(10));
    // They go a thousand at a time, with the calls that come.
    assertThat(IntStream.range(0, 200).mapToLong(_ -> pacing.known()).min()).hasValue(0);
  }

  @Test
  void givenAMomentsWait_whenTheBridgeStops_thenItEndsWithoutSending() {
    var pacing =
        new Pacing(
            bot(30),
            new Pacing.Time(
                clock,
                _ -> {
                  throw new InterruptedException();
                }));
    var posted = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      pacing.send(i + 1, 1, false, posted::incrementAndGet);
    }
    assertThatThrownBy(() -> pacing.send(9, 1, false, posted::incrementAndGet))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.failure()).isInstanceOf(ChatFailure.Unavailable.class));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(posted).hasValue(5);
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "-1, 1000", "1001, 1000", "1, 0", "1, -5"})
  void givenARateThatIsNone_whenMade_thenItIsRefused(int messages, long millis) {
    assertThatThrownBy(() -> new Rate(messages, Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
