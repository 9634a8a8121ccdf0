package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.SettableClock;

/// Limits in a time that the test moves; what they do over the wire is in [DiscordRestTest].
final class LimitsTest {
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final SettableClock clock = SettableClock.at("2026-11-21T12:00:00Z");
  private final Instant noon = clock.instant();

  private static Route messages(int channel) {
    return Route.of("/channels/{}/messages", String.valueOf(channel));
  }

  private static Headers left(String bucket, int most, int left, String resetAfter) {
    return Headers.of(
        "X-RateLimit-Bucket",
        bucket,
        "X-RateLimit-Limit",
        String.valueOf(most),
        "X-RateLimit-Remaining",
        String.valueOf(left),
        "X-RateLimit-Reset-After",
        resetAfter);
  }

  private Limits.Leave ask(Limits limits, int channel) {
    return limits.ask(Method.POST, messages(channel), MOMENT, false);
  }

  @Test
  void givenTheBotsLimit_whenAThousandChannelsAreDueAtOnce_thenEachIsSentAwayOnceAtMost() {
    record Lane(int channel, Instant at) {}
    var limits = new Limits(clock, 50);
    var lanes =
        new PriorityQueue<Lane>(Comparator.comparing(Lane::at).thenComparing(Lane::channel));
    for (int channel = 0; channel < 1_000; channel++) {
      lanes.add(new Lane(channel, noon));
    }
    Map<Integer, Integer> denials = new HashMap<>();
    Map<Long, Integer> perSecond = new HashMap<>();
    while (!lanes.isEmpty()) {
      var lane = lanes.remove();
      clock.set(lane.at().isAfter(clock.instant()) ? lane.at() : clock.instant());
      var leave = ask(limits, lane.channel());
      if (leave.granted()) {
        var at = clock.instant().plus(leave.pause());
        perSecond.merge(Duration.between(noon, at).toSeconds(), 1, Integer::sum);
        limits.answered(leave, Method.POST, messages(lane.channel()), Headers.of());
      } else {
        denials.merge(lane.channel(), 1, Integer::sum);
        lanes.add(new Lane(lane.channel(), clock.instant().plus(leave.pause())));
      }
    }

    assertThat(perSecond.values()).allMatch(sent -> sent <= 50);
    assertThat(denials.values()).allMatch(times -> times <= 2);
    assertThat(Duration.between(noon, clock.instant()))
        .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(23));
  }

  @Test
  void givenAQueueOfLanes_whenSomebodyElseAsks_thenThatGoesFirst() {
    var limits = new Limits(clock, 50);
    var longest = Duration.ZERO;
    for (int channel = 0; channel < 500; channel++) {
      var pause = ask(limits, channel).pause();
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    assertThat(longest).isGreaterThan(Duration.ofSeconds(8));

    var leave = limits.ask(Method.GET, Route.of("/users/@me"), Duration.ofSeconds(2), true);
    assertThat(leave.granted()).isTrue();
    assertThat(leave.pause()).isLessThan(Duration.ofMillis(1_100));
    var answer = limits.ask(Method.PATCH, Route.of("/webhooks/{}/{}", "1", "t"), MOMENT, false);
    assertThat(answer.granted()).as("answers to presses do not count").isTrue();
    assertThat(answer.pause()).isZero();
  }

  @Test
  void givenManyThreadsForOneChannel_whenTimeStandsStill_thenNoMoreThanTheBucketHolds() {
    var limits = new Limits(clock, Integer.MAX_VALUE);
    limits.answered(ask(limits, 1), Method.POST, messages(1), left("b", 5, 4, "5"));

    var granted = Crowd.allAtOnce(64, _ -> ask(limits, 1).granted());
    assertThat(granted.stream().filter(yes -> yes)).hasSize(4);
    clock.advance(Duration.ofSeconds(5));
    assertThat(ask(limits, 1).granted()).isTrue();
  }

  @Test
  void givenASharedRefusal_whenOthersSpeak_thenItIsThatChannelsAlone() {
    var limits = new Limits(clock, 50);
    var shared = Headers.of("X-RateLimit-Scope", "shared", "X-RateLimit-Bucket", "b");
    limits.refused(ask(limits, 1), Method.POST, messages(1), shared, Optional.of(30.0));

    assertThat(ask(limits, 1).pause()).isEqualTo(Duration.ofSeconds(30));
    assertThat(ask(limits, 2).granted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "-1",
        "1e999",
        "Infinity",
        "soon",
        "",
        "9999999999999999999999999999999999999999"
      })
  void givenHostileHeaders_whenLearnt_thenAChannelWaitsADayAtMost(String number) {
    var limits = new Limits(clock, 50);
    var headers =
        Headers.of(
            "X-RateLimit-Bucket", "b".repeat(10_000),
            "X-RateLimit-Limit", number,
            "X-RateLimit-Remaining", number,
            "X-RateLimit-Reset-After", number,
            "Retry-After", number);
    limits.answered(ask(limits, 1), Method.POST, messages(1), headers);
    assertThat(limits.refused(ask(limits, 2), Method.POST, messages(2), headers, Optional.empty()))
        .isBetween(Duration.ZERO, Duration.ofDays(1));
    clock.advance(Duration.ofDays(1).plusSeconds(1));

    assertThat(ask(limits, 1).granted()).isTrue();
    assertThat(ask(limits, 2).granted()).isTrue();
  }

  @Test
  void givenMoreChannelsThanFit_whenSpokenIn_thenTheOldestAreForgottenAndInTheEndAll() {
    var limits = new Limits(clock, Integer.MAX_VALUE);
    var seen = new HashSet<Boolean>();
    for (int channel = 0; channel < 120_000; channel++) {
      var leave = ask(limits, channel);
      seen.add(leave.granted());
      limits.answered(leave, Method.POST, messages(channel), left("b", 5, 4, "1"));
    }
    assertThat(seen).containsExactly(true);
    assertThat(limits.known()).isBetween(90_000L, 100_000L);
    clock.advance(Duration.ofMinutes(31));
    // They go a thousand at a time, with the calls that come.
    assertThat(IntStream.range(0, 300).mapToLong(_ -> limits.known()).min()).hasValue(0);
  }

  @Test
  void givenAShareOfTheBotsSecond_whenItChanges_thenNoSecondHoldsMoreThanIsAllowed() {
    var limits = new Limits(clock, 50);
    limits.perSecond(2);
    assertThat(granted(limits, 0)).isEqualTo(2);
    limits.perSecond(5);
    assertThat(granted(limits, 100)).isEqualTo(3);
    clock.advance(Duration.ofMillis(1_051));
    assertThat(granted(limits, 200)).isEqualTo(5);
    limits.perSecond(1);
    assertThat(granted(limits, 300)).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(granted(limits, 400)).isOne();
  }

  /// How many of ten channels may be written to within a moment.
  private int granted(Limits limits, int first) {
    int granted = 0;
    for (int channel = first; channel < first + 10; channel++) {
      var leave = limits.ask(Method.POST, messages(channel), Duration.ZERO, true);
      granted += leave.granted() ? 1 : 0;
    }
    return granted;
  }
}
