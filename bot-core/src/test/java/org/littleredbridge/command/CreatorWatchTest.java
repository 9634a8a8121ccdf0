package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.littleredbridge.command.Office.GROUP;
import static org.littleredbridge.command.Office.PAT_ALONE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SampleNotes;

/// What channels hear of creators that go, come back or change their name.
final class CreatorWatchTest {
  private static final Feed.CreatorFeed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Feed LIN = new Feed.CreatorFeed(SampleNotes.creator("lin", "小林").id());
  private static final Failure MISSING =
      new Failure.CreatorMissing("user.userPageData.value not found in __INITIAL_STATE__", false);

  private final Office office = new Office();
  private CreatorWatch watch = watch();

  private CreatorWatch watch() {
    return new CreatorWatch(
        office.platform,
        new CreatorWatch.Ports(
            office.store.notes(),
            office.store.subscriptions(),
            office.store.settings(),
            office.store.outbox(),
            office.languages,
            office.wording,
            () -> {}),
        office.clock);
  }

  @BeforeEach
  void follow() {
    office.store.notes().keep(SampleNotes.MEI);
    office.platform.publish(SampleNotes.note("n1", "tea"));
    var lin = SampleNotes.creator("lin", "小林");
    office.platform.publish(SampleNotes.note("n2", "soup", "汤", lin, office.clock.instant()));
    for (var channel : List.of(GROUP, PAT_ALONE)) {
      office.store.subscriptions().add(channel, MEI, 0, office.clock.instant());
    }
  }

  private void look() {
    watch.latest(MEI, Optional.empty());
  }

  private Failure failingLook(Failure failure) {
    office.platform.failNext(1, failure);
    var thrown = catchThrowableOfType(PlatformException.class, this::look);
    return thrown.failure();
  }

  /// Each look comes when it may; another creator's page is there.
  private void missingFor(int looks) {
    for (var i = 0; i < looks; i++) {
      missingAlone(1);
      assertThat(watch.latest(LIN, Optional.empty())).isNotEmpty();
    }
  }

  private void missingAlone(int looks) {
    for (var i = 0; i < looks; i++) {
      assertThat(failingLook(MISSING)).isEqualTo(MISSING);
      office.clock.advance(Duration.ofHours(6));
    }
  }

  @Test
  void givenNoOtherCreator_whenThePageIsMissing_thenNobodyIsToldSinceItMayBeRiskControl() {
    missingAlone(20);
    watch = watch();
    missingAlone(20);
    assertThat(office.told()).isEmpty();
  }

  @Test
  void givenAPageThatIsMissing_whenItWasOnThreeDays_thenBothChannelsAreToldOnce() {
    missingFor(6);
    assertThat(office.told()).isEmpty();

    missingFor(1);
    var told = office.told();
    assertThat(told).extracting(Office.Told::place).containsExactlyInAnyOrder(GROUP, PAT_ALONE);
    assertThat(told).allMatch(one -> one.text().contains("小美") && one.text().contains("/unfollow"));

    // Also after a restart, and for as long as it stays so.
    watch = watch();
    for (var i = 0; i < 10; i++) {
      failingLook(MISSING);
      office.clock.advance(Duration.ofDays(1));
    }
    assertThat(office.told()).isEmpty();
  }

  @Test
  void givenAllPagesMissing_whenItLastsForDays_thenNobodyIsToldUntilOneIsThereAgain() {
    var others =
        List.of("a", "b", "c").stream()
            .map(name -> new Feed.CreatorFeed(SampleNotes.creator(name, name).id()))
            .toList();
    for (var i = 0; i < 5; i++) {
      for (var other : others) {
        office.platform.failNext(1, MISSING);
        var thrown =
            catchThrowableOfType(
                PlatformException.class, () -> watch.latest(other, Optional.empty()));
        assertThat(thrown.failure()).isEqualTo(MISSING);
      }
      failingLook(MISSING);
      office.clock.advance(Duration.ofDays(1));
    }
    assertThat(office.told()).isEmpty();

    var well = SampleNotes.creator("d", "d");
    office.platform.publish(SampleNotes.note("n9", "tea", "text", well, SampleNotes.PUBLISHED));
    watch.latest(new Feed.CreatorFeed(well.id()), Optional.empty());
    failingLook(MISSING);
    assertThat(office.told()).hasSize(2);
  }

  @Test
  void givenAMissingPage_whenLookedAtAgainTooSoon_thenNothingIsAsked() {
    failingLook(MISSING);
    office.clock.advance(Duration.ofHours(5));
    var calls = office.platform.calls();

    var held = catchThrowableOfType(PlatformException.class, this::look).failure();
    assertThat(held)
        .isInstanceOfSatisfying(
            Failure.Held.class,
            one ->
                assertThat(one.until()).contains(office.clock.instant().plus(Duration.ofHours(1))));
    assertThat(office.platform.calls()).isEqualTo(calls);
  }

  @Test
  void givenAPageThatIsSurelyGone_whenLookedAt_thenItIsToldAtOnceAndLookedAtOnceADay() {
    failingLook(new Failure.CreatorMissing("用户已注销", true));
    assertThat(office.told()).hasSize(2);

    office.clock.advance(Duration.ofHours(23));
    assertThat(catchThrowableOfType(PlatformException.class, this::look).failure())
        .isInstanceOf(Failure.Held.class);
    office.clock.advance(Duration.ofHours(1));
    look();
    assertThat(office.told()).hasSize(2).allMatch(one -> one.text().contains("again"));

    // A second time is another matter.
    office.clock.advance(Duration.ofDays(5));
    failingLook(new Failure.CreatorMissing("用户已注销", true));
    assertThat(office.told()).hasSize(2);
  }

  @Test
  void givenAPageThatIsMissingNowAndThen_whenItIsThereBetween_thenNobodyIsTold() {
    for (var i = 0; i < 6; i++) {
      failingLook(MISSING);
      office.clock.advance(Duration.ofDays(1));
      look();
    }
    assertThat(office.told()).isEmpty();
  }

  @Test
  void givenOtherFailures_whenTheyComeForDays_thenTheyAreNotTheCreators() {
    for (var i = 0; i < 6; i++) {
      failingLook(new Failure.Unreachable("connection refused"));
      failingLook(new Failure.RateLimited(Optional.empty()));
      office.clock.advance(Duration.ofDays(1));
    }
    assertThat(office.told()).isEmpty();
    assertThat(watch.latest(MEI, Optional.empty())).hasSize(1);
  }

  @Test
  void givenAnEmptyPage_whenItIsSeenForDays_thenNobodyIsTold() {
    var nobody = new Feed.CreatorFeed(SampleNotes.creator("empty", "空").id());
    office.store.subscriptions().add(GROUP, nobody, 0, office.clock.instant());
    for (var i = 0; i < 6; i++) {
      assertThat(watch.latest(nobody, Optional.empty())).isEmpty();
      office.clock.advance(Duration.ofDays(1));
    }
    assertThat(office.told()).isEmpty();
  }

  @Test
  void givenANewName_whenItIsSeen_thenItIsToldOnceWithBothNames() {
    var renamed = SampleNotes.creator("mei", "小美\n<b>@everyone");
    office.platform.publish(
        SampleNotes.note("n2", "tea", "text", renamed, SampleNotes.PUBLISHED.plusSeconds(60)));
    look();
    look();

    var told = office.told();
    assertThat(told).hasSize(2);
    assertThat(told.getFirst().text()).startsWith("小美 is called 小美 <b>@everyone on RedNote now");

    office.store.notes().keep(renamed);
    look();
    assertThat(office.told()).isEmpty();
  }
}
