package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Action;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.wording.Wording;

/// A code to log in, from the wish for it to its end.
final class LoginsTest {
  private static final Duration EACH = Duration.ofSeconds(15);
  private static final Duration GOOD_FOR = Duration.ofMinutes(4);

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final FakePlatform platform = new FakePlatform(clock);
  private final MemoryStore store = new MemoryStore();
  private final List<SourceHealth> changes = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<Action> buttons = new ArrayList<>();
  private final List<String> woken = new ArrayList<>();
  private final GuardedPlatform door =
      new GuardedPlatform(
          platform,
          "gate",
          new GuardedPlatform.Limits(400),
          store.accounts(),
          new Tally(),
          clock,
          changes::add);
  private final Logins logins =
      new Logins(List.of(door), notices(), new Wording(), EACH, clock, () -> woken.add("woken"));

  private AdminNotices notices() {
    return new AdminNotices() {
      @Override
      public void tell(String key, String english) {
        told.add(english);
      }

      @Override
      public void ask(String key, Function<Locale, String> sentence, List<Action> actions) {
        told.add(sentence.apply(Locale.ENGLISH));
        buttons.addAll(actions);
      }
    };
  }

  @BeforeEach
  void logOut() {
    platform.failNext(1, new Failure.LoginRequired());
    assertThatThrownBy(() -> door.latest(new Feed.TrendingFeed(), Optional.empty()))
        .isInstanceOf(PlatformException.class);
    platform.loginCode(Optional.of(new LoginCode(new byte[] {1, 2, 3}, GOOD_FOR)));
    platform.login(new LoginState(false, Optional.empty(), Optional.empty()));
    changes.clear();
  }

  private Logins.Offer.Show shown(long errand) {
    return (Logins.Offer.Show) logins.offer("gate", errand, clock.instant());
  }

  /// Looks as the loop does, until nothing waits.
  private int lookUntilTheEnd() {
    var looks = 0;
    while (logins.nextDue().isPresent()) {
      var next = logins.nextDue().get();
      if (next.isAfter(clock.instant())) {
        clock.set(next);
      }
      looks += logins.lookDue();
      assertThat(looks).isLessThan(100);
    }
    return looks;
  }

  @Test
  void givenACode_whenNobodyScansIt_thenItExpiresWithAnewButtonAndTheLooksWereFew() {
    var spent = door.spentToday();
    var show = shown(1);

    assertThat(show.until()).isEqualTo(clock.instant().plus(GOOD_FOR));
    assertThat(show.toString()).doesNotContain("1, 2, 3").contains("hidden");
    assertThat(woken).hasSize(1);
    assertThat(logins.lookDue()).isZero();

    assertThat(lookUntilTheEnd()).isEqualTo(16);
    assertThat(clock.instant()).isEqualTo(show.until());
    assertThat(door.spentToday() - spent).isEqualTo(17);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("expired", "gate");
    assertThat(buttons).containsExactly(new Action.LoginCode("gate"));
    assertThat(door.health().state()).isEqualTo(State.LOGIN_REQUIRED);
  }

  @Test
  void givenACode_whenSomebodyScansIt_thenTheStopEndsAndTheListenerHears() {
    shown(1);
    clock.advance(Duration.ofSeconds(15));
    assertThat(logins.lookDue()).isEqualTo(1);
    platform.login(new LoginState(true, Optional.empty(), Optional.empty()));
    clock.advance(Duration.ofSeconds(15));
    assertThat(logins.lookDue()).isEqualTo(1);

    assertThat(logins.nextDue()).isEmpty();
    assertThat(door.health().state()).isEqualTo(State.WELL);
    assertThat(changes).extracting(SourceHealth::state).containsExactly(State.WELL);
    assertThat(told).isEmpty();
  }

  @Test
  void givenACodeThatCouldNotBeSent_whenItIsTriedAgain_thenItIsTheSameAndCostsNothing() {
    var first = shown(1);
    var spent = door.spentToday();
    clock.advance(Duration.ofMinutes(1));

    assertThat(shown(1)).isEqualTo(first);
    assertThat(door.spentToday()).isEqualTo(spent);

    // Another wish is another code, and so is one after the first has expired.
    assertThat(shown(2)).isNotEqualTo(first);
    clock.advance(GOOD_FOR);
    assertThat(shown(2).until()).isEqualTo(clock.instant().plus(GOOD_FOR));
  }

  @Test
  void givenAWishOfLongAgo_whenItsTurnComes_thenNothingIsAsked() {
    var spent = door.spentToday();
    var asked = clock.instant().minus(Duration.ofMinutes(6));

    assertThat(logins.offer("gate", 1, asked)).isEqualTo(new Logins.Offer.TooLate());
    assertThat(door.spentToday()).isEqualTo(spent);
  }

  @Test
  void givenAnAccountThatIsLoggedInByNow_whenACodeIsWanted_thenTheStopEnds() {
    platform.loginCode(Optional.empty());

    assertThat(logins.offer("gate", 1, clock.instant())).isEqualTo(new Logins.Offer.LoggedIn());
    assertThat(door.health().state()).isEqualTo(State.WELL);
    assertThat(logins.nextDue()).isEmpty();
  }

  @Test
  void givenACaptchaWhileLooking_whenItIsMet_thenTheLooksEndAndNobodyIsLeftWaiting() {
    shown(1);
    platform.failNext(1, new Failure.Captcha());
    clock.advance(Duration.ofSeconds(15));

    assertThat(logins.lookDue()).isEqualTo(1);

    assertThat(logins.nextDue()).isEmpty();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("cannot look", "gate");
  }

  @Test
  void givenAGatewayThatDoesNotAnswerOnce_whenLooking_thenTheLooksGoOn() {
    shown(1);
    platform.failNext(1, new Failure.Unreachable("connection refused"));
    clock.advance(Duration.ofSeconds(15));

    assertThat(logins.lookDue()).isEqualTo(1);
    assertThat(logins.nextDue()).contains(clock.instant().plus(Duration.ofSeconds(15)));
  }

  @Test
  void givenAnAccountNobodyKnows_whenACodeIsWanted_thenItIsRefused() {
    assertThatThrownBy(() -> logins.offer("other", 1, Instant.EPOCH))
        .isInstanceOf(PlatformException.class);
    assertThat(logins.health("other")).isEmpty();
    assertThat(logins.accounts()).containsExactly("gate");
  }
}
