package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteSight;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.TrendingChannel;

/// Several gateways: who is asked, in which order, and who never.
final class SourcesTest {
  private static final Feed TRENDING = new Feed.TrendingFeed();

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakePlatform first = new FakePlatform(clock);
  private final FakePlatform second = new FakePlatform(clock);
  private final Sources both =
      new Sources(
          List.of(source("first", first, true, true), source("second", second, true, true)));

  private Sources.Source source(
      String account, FakePlatform platform, boolean reads, boolean writes) {
    var guard =
        new GuardedPlatform(
            platform,
            account,
            new GuardedPlatform.Limits(400),
            store.accounts(),
            new Tally(),
            clock,
            _ -> {});
    return new Sources.Source(guard, reads, writes);
  }

  @Test
  void givenTwoThatAreWell_whenRead_thenThePreferredIsAsked() {
    both.latest(TRENDING, Optional.empty());
    both.detail(first.publish(SampleNotes.note("n1", "one")).ref(), Depth.FIRST_COMMENTS);

    assertThat(first.calls()).isEqualTo(2);
    assertThat(second.calls()).isZero();
  }

  static List<Failure> out() {
    return List.of(
        new Failure.Captcha(),
        new Failure.LoginRequired(),
        new Failure.AccountWarned("muted"),
        new Failure.NetworkDistrusted("300012"),
        new Failure.RateLimited(Optional.empty()),
        new Failure.GatewayOutdated("406"),
        new Failure.GatewayRefused(),
        new Failure.Unreachable("no answer"),
        new Failure.Garbled("half an answer"),
        new Failure.BadRequest("it cannot do that"));
  }

  @ParameterizedTest
  @MethodSource("out")
  void givenAGatewayThatIsOut_whenRead_thenTheNextAnswers(Failure failure) {
    second.publish(SampleNotes.note("n1", "one"));
    first.failNext(1, failure);

    assertThat(both.latest(TRENDING, Optional.empty())).hasSize(1);
    assertThat(second.calls()).isEqualTo(1);
  }

  @Test
  void givenACaptcha_whenReadAgain_thenThatAccountIsNotAskedAtAll() {
    first.failNext(1, new Failure.Captcha());
    both.latest(TRENDING, Optional.empty());
    both.latest(TRENDING, Optional.empty());

    assertThat(first.calls()).isEqualTo(1);
    assertThat(second.calls()).isEqualTo(2);
  }

  @Test
  void givenTwoGatewaysOfOneAccount_whenItIsStopped_thenNeitherIsAsked() {
    var one =
        new Sources(List.of(source("one", first, true, true), source("one", second, true, true)));
    first.failNext(1, new Failure.Captcha());

    assertThatThrownBy(() -> one.latest(TRENDING, Optional.empty()))
        .isInstanceOf(PlatformException.class);
    assertThat(first.calls() + second.calls()).isEqualTo(1);
  }

  @Test
  void givenANoteThatIsGone_whenRead_thenNobodyElseIsAsked() {
    var note = first.publish(SampleNotes.note("n1", "one"));
    first.takeDown(note.id(), "deleted");

    assertThatThrownBy(() -> both.detail(note.ref(), Depth.FIRST_COMMENTS))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("deleted");
    assertThat(second.calls()).isZero();
  }

  @Test
  void givenAllAreOut_whenRead_thenThePreferredOnesReasonIsTold() {
    first.failNext(1, new Failure.LoginRequired());
    second.failNext(1, new Failure.Unreachable("no answer"));

    var thrown =
        catchThrowableOfType(
            PlatformException.class, () -> both.latest(TRENDING, Optional.empty()));
    assertThat(thrown.failure()).isEqualTo(new Failure.LoginRequired());
  }

  @Test
  void givenAChannelOfTrending_whenRead_thenOnlyWhoKnowsChannelsIsAsked() {
    var food = new Feed.TrendingFeed(TrendingChannel.FOOD);
    first.capabilities(PlatformCapabilities.of(Ability.TRENDING));
    both.latest(food, Optional.empty());
    assertThat(first.calls()).isZero();
    assertThat(second.calls()).isEqualTo(1);

    second.capabilities(PlatformCapabilities.of(Ability.TRENDING));
    assertThatThrownBy(() -> both.latest(food, Optional.empty()))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("CHANNELS");
    assertThat(first.calls() + second.calls()).isEqualTo(1);
  }

  @Test
  void givenWhatTheFirstCannot_whenRead_thenTheSecondIsAskedAlone() {
    first.capabilities(new PlatformCapabilities(EnumSet.of(Ability.CREATOR_NOTES)));
    both.latest(TRENDING, Optional.empty());

    assertThat(first.calls()).isZero();
    assertThat(second.calls(Call.LATEST)).isEqualTo(1);
    assertThat(both.capabilities().abilities()).contains(Ability.TRENDING, Ability.CREATOR_NOTES);
  }

  @Test
  void givenOneToReadAndOneToWrite_whenUsed_thenEachDoesItsOwn() {
    var apart =
        new Sources(
            List.of(source("reading", first, true, false), source("writing", second, false, true)));
    first.publish(SampleNotes.note("n1", "one"));
    var note = second.publish(SampleNotes.note("n1", "one"));

    apart.detail(note.ref(), Depth.FIRST_COMMENTS);
    apart.comment(note.ref(), "好看");
    apart.login();

    assertThat(first.calls()).isEqualTo(1);
    assertThat(first.posted()).isEmpty();
    assertThat(second.posted()).hasSize(1);
    assertThat(second.calls(Call.LOGIN)).isEqualTo(1);
    assertThat(second.calls(Call.DETAIL)).isZero();
  }

  @Test
  void givenACommentThatFails_whenTold_thenNoOtherGatewayPostsItToo() {
    var note = first.publish(SampleNotes.note("n1", "one"));
    second.publish(note);
    first.failNext(1, new Failure.Unreachable("no answer"));

    assertThatThrownBy(() -> both.comment(note.ref(), "好看")).isInstanceOf(PlatformException.class);
    assertThat(second.posted()).isEmpty();
  }

  @Test
  void givenAStoppedWriter_whenACommentComes_thenItWaitsForThatAccount() {
    var note = second.publish(SampleNotes.note("n1", "one"));
    first.failNext(1, new Failure.Captcha());
    both.latest(TRENDING, Optional.empty());

    assertThat(failure(both::checkOpen)).isInstanceOf(Failure.Held.class);
    assertThat(failure(() -> both.comment(note.ref(), "好看"))).isInstanceOf(Failure.Held.class);
    assertThat(second.posted()).isEmpty();
  }

  @Test
  void givenOneToReadAndOneToWrite_whenAllCommentsAreAsked_thenTheAccountThatCommentsLooks() {
    var apart =
        new Sources(
            List.of(source("reading", first, true, false), source("writing", second, false, true)));
    var note = first.publish(SampleNotes.note("n1", "one"));
    second.publish(note);

    assertThat(apart.detail(note.ref(), Depth.ALL_COMMENTS).allComments()).isTrue();
    assertThat(first.calls()).isZero();

    second.failNext(1, new Failure.Captcha());
    assertThat(apart.detail(note.ref(), Depth.ALL_COMMENTS).allComments())
        .as("what another account does not see may be there")
        .isFalse();
    assertThat(first.calls()).isEqualTo(1);
  }

  @Test
  void givenTwoGatewaysOfOneAccount_whenTheBudgetIsAsked_thenItCountsOnce() {
    var one =
        new Sources(List.of(source("one", first, true, true), source("one", second, true, true)));

    assertThat(one.ceiling()).isEqualTo(400);
    assertThat(both.ceiling()).isEqualTo(800);
    one.latest(TRENDING, Optional.empty());
    assertThat(one.left()).isEqualTo(399);
  }

  @Test
  void givenMostOfADayUsed_whenAListIsRead_thenAnotherAccountReadsItAndNotesGoOnAsBefore() {
    var note = first.publish(SampleNotes.note("n1", "one"));
    second.publish(note);
    for (int i = 0; i < 280; i++) {
      store.accounts().spend("first", LocalDate.ofInstant(clock.instant(), clock.getZone()), 400);
    }

    both.latest(TRENDING, Optional.empty());
    both.detail(note.ref(), Depth.FIRST_COMMENTS);

    assertThat(second.calls()).isEqualTo(1);
    assertThat(first.calls(Call.DETAIL)).isEqualTo(1);
  }

  @Test
  void givenOneHeldAndOneThatFailed_whenRead_thenItIsToldAsSomethingToTryAgainSoon() {
    first.failNext(1, new Failure.RateLimited(Optional.of(Duration.ofHours(9))));
    both.latest(TRENDING, Optional.empty());
    second.failNext(1, new Failure.Unreachable("503"));

    assertThat(failure(() -> both.latest(TRENDING, Optional.empty())))
        .isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void givenAListWithoutTokens_whenItShowsANewNote_thenAnAccountListsTheCreatorOnce() {
    var hub = new FakePlatform(clock);
    hub.capabilities(PlatformCapabilities.of(Ability.CREATOR_NOTES, Ability.NO_ACCOUNT));
    var sources =
        new Sources(List.of(source("hub", hub, true, false), source("first", first, true, true)));
    var note = SampleNotes.note("n1", "one");
    hub.publish(SampleNotes.withoutToken(SampleNotes.card(note)));
    first.publish(note);
    var feed = new Feed.CreatorFeed(note.creator().id());

    assertThat(sources.latest(feed, Optional.empty()).getFirst().ref().token()).isPresent();
    sources.latest(feed, Optional.empty());
    assertThat(first.calls()).as("calls of the account").isEqualTo(1);
    assertThat(hub.calls()).isEqualTo(2);
  }

  @Test
  void givenATokenThatAnAccountTold_whenTheListComesAgainWithoutIt_thenTheNoteKeepsIt() {
    var hub = new FakePlatform(clock);
    hub.capabilities(PlatformCapabilities.of(Ability.CREATOR_NOTES, Ability.NO_ACCOUNT));
    var sources =
        new Sources(List.of(source("hub", hub, true, false), source("first", first, true, true)));
    var note = SampleNotes.note("n1", "one");
    hub.publish(SampleNotes.withoutToken(SampleNotes.card(note)));
    first.publish(note);
    var feed = new Feed.CreatorFeed(note.creator().id());
    sources.latest(feed, Optional.empty());

    // The detail failed in passing, so that the note is new again.
    first.failNext(1, new Failure.Unreachable("away"));
    var again = sources.latest(feed, Optional.empty()).getFirst();

    assertThat(again.ref().token()).isEqualTo(note.ref().token());
  }

  @Test
  void givenASightThatFails_whenANoteIsRead_thenTheAnswerComesAllTheSame() {
    var sight =
        new NoteSight() {
          @Override
          public void listed(List<? extends Card> cards) {
            throw new IllegalStateException("the store is away");
          }

          @Override
          public void seen(Note note) {
            throw new IllegalStateException("the store is away");
          }

          @Override
          public void gone(NoteId note, String reason) {
            throw new IllegalStateException("the store is away");
          }
        };
    var sources = new Sources(List.of(source("first", first, true, true)), sight);
    var note = first.publish(SampleNotes.note("n1", "one"));

    assertThat(sources.latest(TRENDING, Optional.empty())).hasSize(1);
    assertThat(sources.detail(note.ref(), Depth.FIRST_COMMENTS).note().id()).isEqualTo(note.id());
  }

  private static Failure failure(Runnable call) {
    return catchThrowableOfType(PlatformException.class, call::run).failure();
  }

  @Test
  void givenNobodyWhoWrites_whenACommentComes_thenItIsRefusedWithoutACall() {
    var reading = new Sources(List.of(source("reading", first, true, false)));
    var note = first.publish(SampleNotes.note("n1", "one"));

    assertThatThrownBy(() -> reading.comment(note.ref(), "好看"))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("no gateway");
    assertThat(reading.capabilities().can(Ability.POST_COMMENT)).isFalse();
    assertThat(first.calls()).isZero();
  }

  @Test
  void givenOneToReadAndOneToWrite_whenAskedWhatIsNew_thenTheAccountThatCommentsIsAsked() {
    var apart =
        new Sources(
            List.of(source("reading", first, true, false), source("writing", second, false, true)));

    apart.unread();
    apart.notifications(Notification.Kind.COMMENTS, 5);
    apart.search("茶", SearchFilters.NONE);

    assertThat(second.calls(Call.UNREAD)).isEqualTo(1);
    assertThat(second.calls(Call.NOTIFICATIONS)).isEqualTo(1);
    assertThat(second.calls(Call.SEARCH)).isZero();
    assertThat(first.calls()).isEqualTo(1);
  }

  @Test
  void givenTwoOfWhichTheSecondIsLoggedOut_whenACodeIsAsked_thenItIsTheSeconds() {
    var code = new LoginCode(new byte[] {1}, Duration.ofMinutes(4));
    second.loginCode(Optional.of(code));
    second.publish(SampleNotes.note("n1", "one"));
    second.failNext(1, new Failure.LoginRequired());
    var writer = both.guards().getLast();
    assertThatThrownBy(() -> writer.latest(TRENDING, Optional.empty()))
        .isInstanceOf(PlatformException.class);

    assertThat(both.loginCode()).containsSame(code);
    assertThat(first.calls()).isZero();
  }

  @Test
  void givenNoGatewayAtAll_whenMade_thenItIsRefused() {
    assertThatThrownBy(() -> new Sources(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
