package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.health.Sources;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.Feed;

/// `resume` where several accounts are stopped, each for its own reason.
final class ResumeTest {
  private final Office office = new Office().admitted();
  private final FakePlatform second = new FakePlatform(office.clock);
  private final GuardedPlatform other =
      new GuardedPlatform(
          second,
          "other",
          new GuardedPlatform.Limits(400),
          office.store.accounts(),
          office.tally,
          office.clock,
          _ -> {});
  private final Sources both =
      new Sources(
          List.of(
              new Sources.Source(office.guard, true, true),
              new Sources.Source(other, true, false)));
  private final CommandDesk desk =
      office.desk(both, Office.OPERATORS, false, office.kept(office.store.outbox()));

  private String say(String words) {
    var event = office.command(Office.PAT, words);
    desk.handle(event);
    return office.told(event.answerTo());
  }

  private static void fail(FakePlatform platform, GuardedPlatform guard, Failure failure) {
    platform.failNext(1, failure);
    assertThat(catchThrowable(() -> guard.latest(new Feed.TrendingFeed(), Optional.empty())))
        .isNotNull();
  }

  @Test
  void givenTwoStops_whenNoneIsNamed_thenNoneEnds() {
    fail(office.platform, office.guard, new Failure.Captcha());
    fail(second, other, new Failure.AccountWarned("muted"));

    assertThat(say("resume")).contains("gate, other").contains("/resume gate");
    assertThat(office.guard.health().state()).isEqualTo(State.CAPTCHA);
    assertThat(other.health().state()).isEqualTo(State.ACCOUNT_WARNED);
  }

  @Test
  void givenTwoStops_whenOneIsNamed_thenThatOneEndsAlone() {
    fail(office.platform, office.guard, new Failure.Captcha());
    fail(second, other, new Failure.AccountWarned("muted"));

    assertThat(say("resume Gate")).startsWith("Going on with gate.");
    assertThat(other.health().state()).isEqualTo(State.ACCOUNT_WARNED);
    assertThat(say("resume")).startsWith("Going on with other.");
  }

  @Test
  void givenAnUnknownName_whenSaid_thenThoseThereAreAreNamed() {
    assertThat(say("resume nobody")).contains("gate, other");
  }
}
