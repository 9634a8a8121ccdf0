package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.health.AccountLedger.Stop;
import org.littleredbridge.health.GuardedPlatform.Limits;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.health.Tally.Count;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.Unread;

class GuardedPlatformTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final NoteRef NOTE = new NoteRef(new NoteId("a1"), Optional.empty());
  private static final Failure LOST = new Failure.Unreachable("connection refused");
  private static final Failure HIDDEN = new Failure.NoteHidden("not to be seen");

  private final TestClock clock = new TestClock(Instant.parse("2026-11-21T04:00:00Z"));
  private final MemoryLedger ledger = new MemoryLedger();
  private final ScriptedPlatform platform = new ScriptedPlatform();
  private final Tally tally = new Tally();
  private final List<SourceHealth> told = new CopyOnWriteArrayList<>();
  private final GuardedPlatform guard = start(1_000, told::add);

  private GuardedPlatform start(int ceiling, Consumer<SourceHealth> listener) {
    return new GuardedPlatform(
        platform, "main", new Limits(ceiling), ledger, tally, clock, listener);
  }

  // What not every gateway can

  @Test
  void givenTheOtherCalls_whenMade_thenEachIsOneOfTheDay() {
    var unread = new Unread(1, 2, 3, 6);
    platform.next(List::of);
    platform.next(List::of);
    platform.next(() -> unread);
    platform.next(Optional::empty);

    assertThat(guard.search("茶", SearchFilters.NONE)).isEmpty();
    assertThat(guard.notifications(Notification.Kind.COMMENTS, 20)).isEmpty();
    assertThat(guard.unread()).isEqualTo(unread);
    assertThat(guard.loginCode()).isEmpty();

    assertThat(guard.spentToday()).isEqualTo(4);
  }

  @Test
  void givenALoggedOutAccount_whenALoginCodeIsWanted_thenThatAloneIsAskedFor() {
    platform.next(() -> {
      throw new PlatformException(new Failure.LoginRequired());
    });
    assertThat(failureOf(guard)).isEqualTo(new Failure.LoginRequired());
    platform.next(() -> Optional.of(new LoginCode(new byte[] {1}, Duration.ofMinutes(4))));

    assertThat(guard.loginCode()).isPresent();
    assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
    assertThat(guard.health().state()).isEqualTo(State.LOGIN_REQUIRED);
    assertThat(platform.calls()).isEqualTo(2);
  }

  @Test
  void givenACaptcha_whenALoginCodeIsWanted_thenItIsHeld() {
    platform.next(() -> {
      throw new PlatformException(new Failure.Captcha());
    });
    assertThat(failureOf(guard)).isEqualTo(new Failure.Captcha());

    assertThatThrownBy(guard::loginCode)
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Held.class));
    assertThat(platform.calls()).isEqualTo(1);
  }

  @Test
  void givenAGatewayThatCannot_whenAsked_thenItSaysSoAndNothingStops() {
    var plain =
        new GuardedPlatform(new Plain(), "other", new Limits(10), ledger, tally, clock, told::add);
    for (var call :
        List.<Runnable>of(
            () -> plain.search("茶", SearchFilters.NEWEST),
            () -> plain.notifications(Notification.Kind.LIKES, 1),
            plain::unread,
            plain::loginCode)) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              PlatformException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.BadRequest.class));
    }
    assertThat(plain.health().state()).isEqualTo(State.WELL);
  }

  @Test
  void givenALostLease_whenTheOtherCallsAreMade_thenNothingLeaves() {
    var leased = new LeasedPlatform(platform, "gateway:main", () -> false);
    for (var call :
        List.<Runnable>of(
            () -> leased.search("茶", SearchFilters.NEWEST),
            () -> leased.notifications(Notification.Kind.LIKES, 1),
            leased::unread,
            leased::loginCode)) {
      assertThatThrownBy(call::run).isInstanceOf(LeaseLostException.class);
    }
    assertThat(platform.calls()).isZero();
    var held = new LeasedPlatform(platform, "gateway:main", () -> true);
    assertThat(held.search("茶", SearchFilters.NEWEST)).isEmpty();
    assertThat(held.notifications(Notification.Kind.LIKES, 1)).isEmpty();
    assertThat(platform.calls()).isEqualTo(2);
  }

  // One call at a time

  @Test
  void givenManyCallers_whenTheyCallAtOnce_thenOneCallIsMadeAtATime() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    platform.always(() -> {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      Thread.yield();
      inside.decrementAndGet();
      return List.of();
    });

    var callers = IntStream.range(0, 50).mapToObj(_ -> background(this::poll)).toList();
    for (var caller : callers) {
      caller.join();
    }

    assertThat(platform.calls()).isEqualTo(50);
    assertThat(most).hasValue(1);
  }

  @Test
  void givenACallerInTheQueue_whenTheCallBeforeMeetsACaptcha_thenItDoesNotCall() throws Exception {
    var entered = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    platform.next(() -> {
      entered.countDown();
      await(mayEnd);
      throw new PlatformException(new Failure.Captcha());
    });
    var first = background(() -> assertThat(failureOf(guard)).isEqualTo(new Failure.Captcha()));
    await(entered);
    var second = new AtomicReference<Failure>();
    var waiting = background(() -> second.set(failureOf(guard)));
    awaitQueued(waiting);

    mayEnd.countDown();
    first.join();
    waiting.join();

    assertThat(second.get()).isInstanceOf(Failure.Held.class);
    assertThat(platform.calls()).isEqualTo(1);
    assertThat(ledger.spent("main", LocalDate.now(clock))).isEqualTo(1);
  }

  @Test
  void givenTwoGatewaysOfOneAccount_whenManyCall_thenOneBrowserRunsAtATime() throws Exception {
    var account = new Account("main", new Limits(1_000));
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var guards = new ArrayList<GuardedPlatform>();
    for (var i = 0; i < 2; i++) {
      var gateway = new ScriptedPlatform();
      gateway.always(() -> {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        Thread.yield();
        inside.decrementAndGet();
        return List.of();
      });
      guards.add(new GuardedPlatform(gateway, account, ledger, tally, clock, told::add));
    }

    var callers =
        IntStream.range(0, 50).mapToObj(i -> background(() -> poll(guards.get(i % 2)))).toList();
    for (var caller : callers) {
      caller.join();
    }

    assertThat(guards.getFirst().spentToday()).isEqualTo(50);
    assertThat(most).hasValue(1);
  }

  @Test
  void givenCallsOfAllKindsInTheQueuesOfTwoGateways_whenOneMeetsACaptcha_thenNoneIsMade()
      throws Exception {
    var account = new Account("main", new Limits(1_000));
    var other = new ScriptedPlatform();
    var one = new GuardedPlatform(platform, account, ledger, tally, clock, told::add);
    var two = new GuardedPlatform(other, account, ledger, tally, clock, told::add);
    var entered = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    platform.next(() -> {
      entered.countDown();
      await(mayEnd);
      throw new PlatformException(new Failure.Captcha());
    });
    var first = background(() -> assertThat(failureOf(one)).isEqualTo(new Failure.Captcha()));
    await(entered);
    var outcomes = new CopyOnWriteArrayList<Failure>();
    var waiting = new ArrayList<Thread>();
    for (var guard : List.of(one, two)) {
      for (var call :
          List.<Runnable>of(
              () -> poll(guard),
              () -> guard.latest(new Feed.SearchFeed("茶"), Optional.empty()),
              () -> guard.detail(NOTE, NotePlatform.Depth.ALL_COMMENTS),
              () -> guard.comment(NOTE, "hello"),
              guard::login,
              guard::loginCode,
              guard::loginAgain)) {
        waiting.add(
            background(() ->
                outcomes.add(catchThrowableOfType(PlatformException.class, call::run).failure())));
      }
    }
    waiting.forEach(GuardedPlatformTest::awaitQueued);

    mayEnd.countDown();
    first.join();
    for (var thread : waiting) {
      thread.join();
    }

    assertThat(outcomes).hasSize(14).allMatch(Failure.Held.class::isInstance);
    assertThat(platform.calls()).isEqualTo(1);
    assertThat(other.calls()).isZero();
    assertThat(one.spentToday()).isEqualTo(1);
  }

  @Test
  void givenACallThatTookSeveralRequests_whenItEnded_thenTheDayCountsAllOfThem() {
    var several =
        new Plain() {
          private long extra;

          @Override
          public long extraRequests() {
            return extra;
          }

          @Override
          public List<Note> latest(Feed feed, Optional<AccessToken> token) {
            extra += 3;
            return super.latest(feed, token);
          }
        };
    var counting =
        new GuardedPlatform(several, "many", new Limits(5), ledger, tally, clock, _ -> {});

    poll(counting);
    assertThat(counting.spentToday()).isEqualTo(4);
    poll(counting);
    assertThat(counting.spentToday()).isEqualTo(5);
    assertThat(failureOf(counting)).isInstanceOf(Failure.Held.class);
  }

  // Logging in again

  @Test
  void givenALoggedOutAccount_whenSomebodyLogsIn_thenThatStopEndsAndIsToldOnce() {
    fail(new Failure.LoginRequired());
    platform.next(() -> new LoginState(false, Optional.empty(), Optional.empty()));
    platform.next(() -> new LoginState(true, Optional.empty(), Optional.empty()));

    assertThat(guard.loginAgain().loggedIn()).isFalse();
    assertThat(guard.health().state()).isEqualTo(State.LOGIN_REQUIRED);
    assertThat(guard.loginAgain().loggedIn()).isTrue();

    assertThat(guard.health().state()).isEqualTo(State.WELL);
    assertThat(told)
        .extracting(SourceHealth::state)
        .containsExactly(State.LOGIN_REQUIRED, State.WELL);
    assertThat(guard.spentToday()).isEqualTo(3);
  }

  @Test
  void givenACaptchaMetMeanwhile_whenSomebodyLogsIn_thenItStays() {
    fail(new Failure.LoginRequired());
    platform.next(() -> {
      ledger.stop("main", new Stop("captcha", "", clock.instant(), Optional.empty()));
      return new LoginState(true, Optional.empty(), Optional.empty());
    });

    guard.loginAgain();

    assertThat(guard.health().state()).isEqualTo(State.CAPTCHA);
  }

  @Test
  void givenACallThatTakesLong_whenHealthIsAsked_thenItAnswersAtOnce() throws Exception {
    var entered = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    platform.next(() -> {
      entered.countDown();
      await(mayEnd);
      return List.of();
    });
    var call = background(this::poll);
    await(entered);

    assertThat(guard.health().state()).isEqualTo(State.WELL);

    mayEnd.countDown();
    call.join();
  }

  @Test
  void givenACallerInTheQueue_whenItIsInterrupted_thenItIsHeldAndDoesNotCall() throws Exception {
    var entered = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    platform.next(() -> {
      entered.countDown();
      await(mayEnd);
      return List.of();
    });
    var first = background(this::poll);
    await(entered);
    var outcome = new AtomicReference<Failure>();
    var waiting = background(() -> outcome.set(failureOf(guard)));
    awaitQueued(waiting);

    waiting.interrupt();
    waiting.join();
    mayEnd.countDown();
    first.join();

    assertThat(outcome.get()).isInstanceOf(Failure.Held.class);
    assertThat(platform.calls()).isEqualTo(1);
  }

  // The day's ceiling

  @Test
  void givenTheCeilingIsReached_whenCalled_thenHeldUntilMidnightAndNoRequestIsSent() {
    var guard = start(3, told::add);
    poll(guard);
    poll(guard);
    poll(guard);

    var failure = failureOf(guard);

    var midnight = LocalDate.parse("2026-11-22").atStartOfDay(SHANGHAI).toInstant();
    assertThat(failure)
        .isEqualTo(
            new Failure.Held("the daily ceiling of 3 requests is reached", Optional.of(midnight)));
    assertThat(platform.calls()).isEqualTo(3);
    assertThat(tally.of(Count.PLATFORM_CALLS)).isEqualTo(3);
    assertThat(tally.of(Count.PLATFORM_CALLS_HELD)).isEqualTo(1);
    assertThat(guard.health().state()).isEqualTo(State.CEILING_REACHED);
    assertThat(guard.health().until()).contains(midnight);
    assertThat(guard.health().since()).contains(clock.instant());
  }

  @Test
  void givenTheCeilingIsReached_whenRestarted_thenItHolds() {
    poll(start(1, told::add));

    assertThat(failureOf(start(1, told::add))).isInstanceOf(Failure.Held.class);
    assertThat(platform.calls()).isEqualTo(1);
  }

  @Test
  void givenTheCeilingIsReached_whenTheNextDayComes_thenCallsGoOn() {
    var guard = start(1, told::add);
    poll(guard);
    clock.set(LocalDate.parse("2026-11-22").atStartOfDay(SHANGHAI).toInstant());

    assertThat(guard.health().state()).isEqualTo(State.WELL);
    poll(guard);

    assertThat(platform.calls()).isEqualTo(2);
  }

  @Test
  void givenTheCeilingIsReached_whenResumed_thenItHoldsAllTheSame() {
    var guard = start(1, told::add);
    poll(guard);

    guard.resume();

    assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
  }

  @Test
  void givenNoRoomForACall_whenLimitsAreMade_thenTheyAreRefused() {
    assertThatThrownBy(() -> new Limits(0)).hasMessageContaining("at least 1");
  }

  @Test
  void givenEveryKindOfCall_whenMade_thenEachSpendsOne() {
    platform.next(() -> new LoginState(true, Optional.empty(), Optional.empty()));
    guard.login();
    poll();
    platform.next(() -> new CommentOutcome.Unknown());
    guard.comment(NOTE, "hello");
    guard.capabilities();

    assertThat(ledger.spent("main", LocalDate.now(clock))).isEqualTo(3);
  }

  // Stops that wait for a person

  static Stream<Arguments> personStops() {
    return Stream.of(
        Arguments.of(new Failure.Captcha(), State.CAPTCHA, "captcha"),
        Arguments.of(new Failure.LoginRequired(), State.LOGIN_REQUIRED, "login_required"),
        Arguments.of(new Failure.AccountWarned("muted"), State.ACCOUNT_WARNED, "account_warned"),
        Arguments.of(
            new Failure.NetworkDistrusted("risk"), State.NETWORK_DISTRUSTED, "network_distrusted"));
  }

  @ParameterizedTest
  @MethodSource("personStops")
  void givenAStopForAPerson_whenTimeGoesByOrTheBridgeRestarts_thenNoCallIsMadeUntilResumed(
      Failure failure, State state, String word) {
    var since = clock.instant();
    fail(failure);

    assertThat(guard.health().state()).isEqualTo(state);
    assertThat(guard.health().since()).contains(since);
    assertThat(guard.health().until()).isEmpty();
    assertThat(guard.health().reason()).isNotBlank();
    assertThat(ledger.stop("main")).map(Stop::state).contains(word);

    clock.forward(Duration.ofDays(30));
    assertThat(failureOf(guard))
        .isInstanceOfSatisfying(Failure.Held.class, held -> assertThat(held.until()).isEmpty());
    var restarted = start(1_000, told::add);
    assertThat(restarted.health().state()).isEqualTo(state);
    assertThat(failureOf(restarted)).isInstanceOf(Failure.Held.class);
    assertThat(platform.calls()).isEqualTo(1);

    restarted.resume();
    poll(restarted);
    assertThat(platform.calls()).isEqualTo(2);
    assertThat(restarted.health().state()).isEqualTo(State.WELL);
    assertThat(ledger.stop("main")).isEmpty();
  }

  @Test
  void givenTheGatewaySaysLoggedOut_whenItIsAsked_thenAllCallsStop() {
    platform.next(() -> new LoginState(false, Optional.empty(), Optional.empty()));

    assertThat(guard.login().loggedIn()).isFalse();

    assertThat(guard.health().state()).isEqualTo(State.LOGIN_REQUIRED);
    assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
  }

  @Test
  void givenTwoGatewaysOfOneAccount_whenOneMeetsACaptcha_thenTheOtherStopsToo() {
    var other = start(1_000, _ -> {});

    fail(new Failure.Captcha());

    assertThat(failureOf(other)).isInstanceOf(Failure.Held.class);
    assertThat(other.health().state()).isEqualTo(State.CAPTCHA);
  }

  @Test
  void givenACaptchaMetByAnotherGateway_whenOurCallEndsWell_thenTheStopStays() {
    platform.next(() -> {
      ledger.stop("main", new Stop("captcha", "", clock.instant(), Optional.empty()));
      return List.of();
    });

    poll();

    assertThat(ledger.stop("main")).map(Stop::state).contains("captcha");
  }

  @Test
  void givenACaptchaMetByAnotherGateway_whenOurCallIsRateLimited_thenTheStopDoesNotShrink() {
    platform.next(() -> {
      ledger.stop("main", new Stop("captcha", "", clock.instant(), Optional.empty()));
      throw new PlatformException(new Failure.RateLimited(Optional.empty()));
    });

    failureOf(guard);

    assertThat(ledger.stop("main")).map(Stop::state).contains("captcha");
  }

  @Test
  void givenAStopOfAWordNobodyKnows_whenCalled_thenItHolds() {
    ledger.stop("main", new Stop("new_trouble", "later", clock.instant(), Optional.empty()));

    assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
    assertThat(guard.health().state()).isEqualTo(State.ACCOUNT_WARNED);
    assertThat(platform.calls()).isZero();
  }

  // Stops that end by themselves

  static Stream<Arguments> timedStops() {
    var twoHours = Duration.ofHours(2);
    return Stream.of(
        Arguments.of(new Failure.RateLimited(Optional.empty()), State.RATE_LIMITED, twoHours),
        Arguments.of(pause(Duration.ofMinutes(7)), State.RATE_LIMITED, Duration.ofMinutes(7)),
        Arguments.of(pause(Duration.ZERO), State.RATE_LIMITED, twoHours),
        Arguments.of(pause(Duration.ofSeconds(-5)), State.RATE_LIMITED, twoHours),
        Arguments.of(
            pause(Duration.ofSeconds(Long.MAX_VALUE)), State.RATE_LIMITED, Duration.ofDays(1)));
  }

  @ParameterizedTest
  @MethodSource("timedStops")
  void givenATimedStop_whenItsTimeIsOver_thenOneGoodAnswerMakesAllWell(
      Failure failure, State state, Duration pause) {
    var end = clock.instant().plus(pause);
    fail(failure);

    assertThat(guard.health().state()).isEqualTo(state);
    assertThat(guard.health().until()).contains(end);
    clock.set(end.minusMillis(1));
    var restarted = start(1_000, told::add);
    assertThat(failureOf(restarted))
        .isInstanceOfSatisfying(Failure.Held.class, held -> assertThat(held.until()).contains(end));

    clock.set(end);
    assertThat(restarted.health().state()).isEqualTo(state);
    poll(restarted);
    assertThat(restarted.health().state()).isEqualTo(State.WELL);
    assertThat(ledger.stop("main")).isEmpty();
  }

  @Test
  void givenAnOutdatedGateway_whenItsTimeIsNotOver_thenOnlyThisGatewayIsHeldNotItsAccount() {
    fail(new Failure.GatewayOutdated("code -1"));

    var end = clock.instant().plus(Duration.ofHours(1));
    assertThat(guard.health().state()).isEqualTo(State.GATEWAY_OUTDATED);
    assertThat(failureOf(guard))
        .isInstanceOfSatisfying(Failure.Held.class, held -> assertThat(held.until()).contains(end));
    poll(start(1_000, told::add));

    clock.set(end);
    poll();
    assertThat(guard.health().state()).isEqualTo(State.WELL);
  }

  @Test
  void givenATimedStop_whenAPersonResumes_thenCallsGoOnAtOnce() {
    fail(new Failure.GatewayOutdated("code -1"));

    guard.resume();
    poll();

    assertThat(platform.calls()).isEqualTo(2);
  }

  @Test
  void givenAStopThatIsOver_whenTheSameTroubleReturns_thenItBeganWhenItWasFirstMet() {
    var first = clock.instant();
    fail(new Failure.RateLimited(Optional.empty()));
    clock.forward(Duration.ofHours(2));

    fail(new Failure.RateLimited(Optional.empty()));

    assertThat(guard.health().since()).contains(first);
    assertThat(guard.health().until()).contains(first.plus(Duration.ofHours(4)));
    assertThat(told).extracting(SourceHealth::state).containsExactly(State.RATE_LIMITED);
  }

  @Test
  void givenTheGatewayRefusesOurToken_whenRestarted_thenCallsGoOn() {
    fail(new Failure.GatewayRefused());
    clock.forward(Duration.ofDays(1));
    assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
    assertThat(guard.health().state()).isEqualTo(State.GATEWAY_REFUSED);
    assertThat(ledger.stop("main")).isEmpty();

    poll(start(1_000, told::add));

    assertThat(platform.calls()).isEqualTo(2);
  }

  // A gateway that does not answer

  @Test
  void givenThreeFailuresInARow_whenTrialsFailToo_thenThePausesGrowToFiveMinutes() {
    var first = clock.instant();
    fail(LOST);
    fail(new Failure.Garbled("not JSON"));
    assertThat(guard.health().state()).isEqualTo(State.WELL);
    fail(LOST);

    for (var seconds : List.of(10, 30, 60, 300, 300)) {
      var end = clock.instant().plusSeconds(seconds);
      assertThat(guard.health().state()).isEqualTo(State.UNREACHABLE);
      assertThat(guard.health().until()).contains(end);
      assertThat(guard.health().since()).contains(first);
      clock.set(end.minusMillis(1));
      assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
      clock.set(end);
      fail(LOST); // the one trial
      assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
    }
    assertThat(platform.calls()).isEqualTo(8);
    assertThat(ledger.stop("main")).isEmpty();

    clock.forward(Duration.ofMinutes(5));
    poll();
    poll();
    assertThat(guard.health().state()).isEqualTo(State.WELL);
    fail(LOST);
    fail(LOST);
    assertThat(guard.health().state()).isEqualTo(State.WELL);
  }

  @Test
  void givenTwoFailures_whenTheGatewayAnswersThatANoteIsGone_thenTheRowIsBroken() {
    fail(LOST);
    fail(LOST);
    fail(new Failure.NoteGone("deleted"));
    fail(LOST);
    fail(LOST);

    assertThat(guard.health().state()).isEqualTo(State.WELL);
  }

  @Test
  void givenAnUnknownOutcome_whenItComesInARow_thenItNeitherBreaksNorLengthensIt() {
    fail(LOST);
    comment(new CommentOutcome.Unknown());
    fail(LOST);
    comment(new CommentOutcome.Unknown());
    assertThat(guard.health().state()).isEqualTo(State.WELL);

    fail(LOST);

    assertThat(guard.health().state()).isEqualTo(State.UNREACHABLE);
  }

  @Test
  void givenAStopThatIsOver_whenACommentIsUnknown_thenAllIsNotWellYet() {
    fail(new Failure.RateLimited(Optional.empty()));
    clock.forward(Duration.ofHours(2));

    comment(new CommentOutcome.Unknown());
    assertThat(guard.health().state()).isEqualTo(State.RATE_LIMITED);

    comment(new CommentOutcome.Refused("comments are closed"));
    assertThat(guard.health().state()).isEqualTo(State.WELL);
  }

  @Test
  void givenAFaultOfTheAdapter_whenItComesThreeTimes_thenCallsAreHeldAndTheTurnIsFree() {
    for (var i = 0; i < 3; i++) {
      platform.next(() -> {
        throw new IllegalStateException("fault");
      });
      assertThatThrownBy(this::poll).isInstanceOf(IllegalStateException.class);
    }

    assertThat(guard.health().state()).isEqualTo(State.UNREACHABLE);
    assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
  }

  // Failures of single notes

  @Test
  void givenFailuresOfSingleNotes_whenTheyComeOften_thenNothingStops() {
    for (var i = 0; i < 20; i++) {
      fail(new Failure.NoteGone("deleted"));
      fail(new Failure.CommentMissing("not found"));
      fail(new Failure.BadRequest("field missing"));
      fail(new Failure.Held("inside", Optional.empty()));
    }

    assertThat(guard.health().state()).isEqualTo(State.WELL);
    assertThat(platform.calls()).isEqualTo(80);
  }

  @Test
  void givenHiddenNotesInARow_whenTheSixthComes_thenItCountsAsRateLimited() {
    for (var i = 0; i < 5; i++) {
      fail(HIDDEN);
      fail(new Failure.NoteGone("deleted"));
    }
    assertThat(guard.health().state()).isEqualTo(State.WELL);

    fail(HIDDEN);

    assertThat(guard.health().state()).isEqualTo(State.RATE_LIMITED);
    assertThat(guard.health().until()).contains(clock.instant().plus(Duration.ofHours(2)));
  }

  @Test
  void givenHiddenNotes_whenASuccessComesBetween_thenNothingStops() {
    for (var i = 0; i < 10; i++) {
      fail(HIDDEN);
      fail(HIDDEN);
      fail(HIDDEN);
      poll();
    }

    assertThat(guard.health().state()).isEqualTo(State.WELL);
  }

  // What operators are told

  @Test
  void givenChangesOfState_whenTheyHappen_thenEachIsToldOnce() {
    fail(new Failure.Captcha());
    failureOf(guard);
    failureOf(guard);
    guard.resume();
    guard.resume();
    poll();

    assertThat(told).extracting(SourceHealth::state).containsExactly(State.CAPTCHA, State.WELL);
  }

  @Test
  void givenAStopFromBefore_whenStarted_thenItIsNotToldAgainButItsEndIs() {
    fail(new Failure.Captcha());
    told.clear();

    var restarted = start(1_000, told::add);
    failureOf(restarted);
    assertThat(told).isEmpty();

    restarted.resume();
    assertThat(told).extracting(SourceHealth::state).containsExactly(State.WELL);
  }

  @Test
  void givenAListener_whenItIsTold_thenAnotherThreadCanHaveItsTurn() {
    var others = new ArrayList<Failure>();
    var holder = new AtomicReference<GuardedPlatform>();
    var guard =
        start(
            1_000,
            health -> {
              if (health.state() == State.CAPTCHA) {
                var caller =
                    background(() -> {
                      // Has its turn, and only then waits for the listener to return.
                      try {
                        poll(holder.get());
                      } catch (PlatformException e) {
                        others.add(e.failure());
                      }
                    });
                awaitCondition(() -> tally.of(Count.PLATFORM_CALLS_HELD) == 1);
                assertThat(caller.isAlive()).isTrue();
              }
            });
    holder.set(guard);

    platform.next(() -> {
      throw new PlatformException(new Failure.Captcha());
    });
    failureOf(guard);

    awaitCondition(() -> others.size() == 1);
    assertThat(others.getFirst()).isInstanceOf(Failure.Held.class);
  }

  @Test
  void givenAListenerThatFails_whenACommentIsPosted_thenItsOutcomeStillArrives() {
    var guard =
        start(
            1,
            _ -> {
              throw new IllegalStateException("no chat");
            });
    platform.next(() -> new CommentOutcome.Accepted(Optional.empty()));

    assertThat(guard.comment(NOTE, "hello"))
        .isEqualTo(new CommentOutcome.Accepted(Optional.empty()));
    assertThat(guard.health().state()).isEqualTo(State.CEILING_REACHED);
  }

  // A ledger that fails

  @Test
  void givenTheLedgerCannotStore_whenACaptchaIsMet_thenTheStopHoldsAllTheSame() {
    ledger.failing = true;
    platform.next(() -> {
      throw new PlatformException(new Failure.Captcha());
    });

    assertThat(failureOf(guard)).isEqualTo(new Failure.Captcha());
    assertThat(failureOf(guard)).isInstanceOf(Failure.Held.class);
    assertThat(guard.health().state()).isEqualTo(State.CAPTCHA);
    assertThat(platform.calls()).isEqualTo(1);

    ledger.failing = false;
    guard.resume();
    poll();
    assertThat(guard.health().state()).isEqualTo(State.WELL);
  }

  @Test
  void givenTheLedgerCannotClear_whenACommentIsPosted_thenItsOutcomeStillArrives() {
    fail(new Failure.RateLimited(Optional.empty()));
    clock.forward(Duration.ofHours(2));
    ledger.failing = true;

    comment(new CommentOutcome.Accepted(Optional.empty()));

    assertThat(platform.calls()).isEqualTo(2);
  }

  // How the tests speak

  private static Failure pause(Duration pause) {
    return new Failure.RateLimited(Optional.of(pause));
  }

  private void poll() {
    poll(guard);
  }

  private static void poll(GuardedPlatform guard) {
    guard.latest(new Feed.TrendingFeed(), Optional.empty());
  }

  /// The platform's next answer is `failure`, and the guard passes it on.
  private void fail(Failure failure) {
    platform.next(() -> {
      throw new PlatformException(failure);
    });
    assertThat(failureOf(guard)).isEqualTo(failure);
  }

  private void comment(CommentOutcome outcome) {
    platform.next(() -> outcome);
    assertThat(guard.comment(NOTE, "hello")).isEqualTo(outcome);
  }

  private static Failure failureOf(GuardedPlatform guard) {
    return catchThrowableOfType(PlatformException.class, () -> poll(guard)).failure();
  }

  private static Thread background(Runnable work) {
    return Thread.ofVirtual().start(work);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQueued(Thread thread) {
    awaitCondition(() -> thread.getState() == Thread.State.WAITING);
  }

  private static void awaitCondition(Supplier<Boolean> condition) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /// Gives the answers it was told to, in order; then empty lists.
  private static final class ScriptedPlatform implements NotePlatform {
    private final Deque<Supplier<?>> script = new ArrayDeque<>();
    private Supplier<?> otherwise = List::of;
    private int calls;

    synchronized void next(Supplier<?> answer) {
      script.add(answer);
    }

    synchronized void always(Supplier<?> answer) {
      otherwise = answer;
    }

    synchronized int calls() {
      return calls;
    }

    private synchronized Supplier<?> take() {
      calls++;
      return script.isEmpty() ? otherwise : script.remove();
    }

    @SuppressWarnings("unchecked") // each test scripts what it asks for
    private <T> T answer() {
      return (T) take().get();
    }

    @Override
    public PlatformCapabilities capabilities() {
      return PlatformCapabilities.all();
    }

    @Override
    public LoginState login() {
      return answer();
    }

    @Override
    public List<Note> latest(Feed feed, Optional<AccessToken> token) {
      return answer();
    }

    @Override
    public List<Note> search(String words, SearchFilters filters) {
      return answer();
    }

    @Override
    public List<Notification> notifications(Notification.Kind kind, int most) {
      return answer();
    }

    @Override
    public Unread unread() {
      return answer();
    }

    @Override
    public Optional<LoginCode> loginCode() {
      return answer();
    }

    @Override
    public NoteDetail detail(NoteRef note, Depth depth) {
      return answer();
    }

    @Override
    public CommentOutcome comment(NoteRef note, String text) {
      return answer();
    }

    @Override
    public CommentOutcome reply(NoteRef note, Comment to, String text) {
      return answer();
    }
  }

  /// A gateway that can do nothing beyond the least.
  private static class Plain implements NotePlatform {
    @Override
    public PlatformCapabilities capabilities() {
      return new PlatformCapabilities(Set.of());
    }

    @Override
    public LoginState login() {
      throw PlatformException.cannot("log in");
    }

    @Override
    public List<Note> latest(Feed feed, Optional<AccessToken> token) {
      return List.of();
    }

    @Override
    public NoteDetail detail(NoteRef note, Depth depth) {
      throw PlatformException.cannot("show a note");
    }

    @Override
    public CommentOutcome comment(NoteRef note, String text) {
      throw PlatformException.cannot("write comments");
    }

    @Override
    public CommentOutcome reply(NoteRef note, Comment to, String text) {
      throw PlatformException.cannot("write replies");
    }
  }

  private static final class MemoryLedger implements AccountLedger {
    private final Map<String, Stop> stops = new HashMap<>();
    private final Map<String, Integer> spent = new HashMap<>();

    /// Whether stops can no longer be written.
    private volatile boolean failing;

    @Override
    public synchronized Optional<Stop> stop(String account) {
      return Optional.ofNullable(stops.get(account));
    }

    @Override
    public synchronized void stop(String account, Stop stop) {
      check();
      stops.put(account, stop);
    }

    @Override
    public synchronized void clear(String account) {
      check();
      stops.remove(account);
    }

    private void check() {
      if (failing) {
        throw new IllegalStateException("the disk is full");
      }
    }

    @Override
    public synchronized boolean spend(String account, LocalDate day, int ceiling) {
      if (spent(account, day) >= ceiling) {
        return false;
      }
      spent.merge(account + day, 1, Integer::sum);
      return true;
    }

    @Override
    public synchronized int spent(String account, LocalDate day) {
      return spent.getOrDefault(account + day, 0);
    }
  }

  private static final class TestClock extends Clock {
    private volatile Instant now;

    TestClock(Instant now) {
      this.now = now;
    }

    void set(Instant instant) {
      now = instant;
    }

    void forward(Duration step) {
      now = now.plus(step);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return SHANGHAI;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
