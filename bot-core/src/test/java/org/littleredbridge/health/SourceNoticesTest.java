package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Action;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.wording.Wording;

/// What operators hear of a source.
final class SourceNoticesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// Keeps what is told once, as the outbox does.
  private static final class Ears implements AdminNotices {
    final Set<String> keys = new LinkedHashSet<>();
    final List<String> told = new ArrayList<>();
    final List<Action> buttons = new ArrayList<>();

    @Override
    public void tell(String key, String english) {
      if (keys.add(key)) {
        told.add(english);
      }
    }

    @Override
    public void ask(String key, Function<Locale, String> sentence, List<Action> actions) {
      tell(key, sentence.apply(Locale.ENGLISH));
      buttons.addAll(actions);
    }
  }

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final Ears ears = new Ears();
  private final SourceNotices notices = started(true);

  private SourceNotices started(boolean showsCodes) {
    return new SourceNotices("gate", () -> showsCodes, ears, new Wording(), clock);
  }

  private static SourceHealth person(State state) {
    return new SourceHealth(state, "", Optional.of(NOON), Optional.empty());
  }

  private SourceHealth passing(State state) {
    return new SourceHealth(
        state, "", Optional.of(clock.instant()), Optional.of(clock.instant().plusSeconds(60)));
  }

  private SourceHealth well() {
    return new SourceHealth(State.WELL, "", Optional.of(clock.instant()), Optional.empty());
  }

  @Test
  void givenAStopBeforeACrash_whenTheBridgeStartsAgain_thenItIsToldOnce() {
    notices.accept(person(State.CAPTCHA));
    started(true).atStart(person(State.CAPTCHA));

    assertThat(ears.told).hasSize(1);
    assertThat(ears.told.getFirst()).contains("captcha", "solve the captcha");
  }

  @Test
  void givenWhatNeedsNobody_whenTheBridgeStarts_thenNobodyIsToldButOfItsEnd() {
    notices.atStart(well());
    var restarted = started(true);
    restarted.atStart(passing(State.RATE_LIMITED));
    assertThat(ears.told).isEmpty();

    restarted.accept(well());
    assertThat(ears.told).containsExactly("All is well: RedNote answers through gate.");
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"WELL", "CEILING_REACHED"},
      mode = EnumSource.Mode.EXCLUDE)
  void givenAStop_whenEveryGuardOfTheAccountMeetsIt_thenItAndItsEndAreToldOnceEach(State state) {
    var stop = state == State.UNREACHABLE ? passing(state) : person(state);
    for (var i = 0; i < 3; i++) {
      notices.accept(stop);
    }
    clock.advance(Duration.ofMinutes(1));
    for (var i = 0; i < 3; i++) {
      notices.accept(well());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(ears.told).hasSize(2);
    var wording = new Wording();
    assertThat(ears.told.getFirst())
        .isEqualTo(
            wording.say(Locale.ENGLISH, "source." + state, "gate")
                + " "
                + wording.say(Locale.ENGLISH, "source." + state + ".action", "gate"));
    assertThat(ears.told.getLast()).startsWith("All is well");
  }

  @Test
  void givenARateLimitThatIsMetAgainAndAgain_whenItEnds_thenBothWereToldOnce() {
    var first = clock.instant();
    for (var i = 0; i < 5; i++) {
      notices.accept(
          new SourceHealth(
              State.RATE_LIMITED,
              "",
              Optional.of(first),
              Optional.of(clock.instant().plus(Duration.ofHours(2)))));
      clock.advance(Duration.ofHours(2));
    }
    notices.accept(well());

    assertThat(ears.told).hasSize(2);
  }

  @Test
  void givenAGatewayThatComesAndGoes_whenItGoesOnAllDay_thenOperatorsAreNotFlooded() {
    for (var i = 0; i < 60; i++) {
      notices.accept(passing(State.UNREACHABLE));
      clock.advance(Duration.ofSeconds(20));
      notices.accept(well());
      clock.advance(Duration.ofSeconds(20));
    }

    // Three that came and went, and the word that there is more; all within 40 minutes.
    assertThat(ears.told).hasSize(7);
    assertThat(ears.told.getLast()).startsWith("gate comes and goes");

    notices.accept(person(State.CAPTCHA));
    assertThat(ears.told.getLast()).contains("captcha");
    notices.accept(well());
    assertThat(ears.told).hasSize(9);
  }

  @Test
  void givenACeilingThatTwoGuardsReach_whenEachNotices_thenItIsToldOnce() {
    var midnight = Optional.of(NOON.plus(Duration.ofHours(12)));
    notices.accept(
        new SourceHealth(State.CEILING_REACHED, "", Optional.of(clock.instant()), midnight));
    clock.advance(Duration.ofSeconds(5));
    notices.accept(
        new SourceHealth(State.CEILING_REACHED, "", Optional.of(clock.instant()), midnight));

    assertThat(ears.told).hasSize(1);
  }

  @Test
  void givenALoggedOutAccount_whenItsGatewayGivesCodes_thenTheNoticeHasTheButton() {
    notices.accept(person(State.LOGIN_REQUIRED));
    assertThat(ears.buttons).containsExactly(new Action.LoginCode("gate"));

    notices.accept(person(State.CAPTCHA));
    started(false).accept(person(State.LOGIN_REQUIRED));
    assertThat(ears.buttons).hasSize(1);
  }
}
