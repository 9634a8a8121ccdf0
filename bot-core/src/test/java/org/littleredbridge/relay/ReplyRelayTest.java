package org.littleredbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.littleredbridge.relay.RelayTown.DIRECT;
import static org.littleredbridge.relay.RelayTown.LOBBY;
import static org.littleredbridge.relay.RelayTown.SETTLE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.relay.RelayedReply.State;

/// A reply becomes one comment, whatever fails and whenever the process dies, and the member is
/// told how it went.
final class ReplyRelayTest {
  private final RelayTown town = new RelayTown();
  private final ReplyRelay relay = town.relay();

  /// Carries all that is due at this moment.
  private static void carry(ReplyRelay one) {
    while (one.relayDue() > 0) {}
  }

  /// Goes on until nothing waits any more, at most `longest` by the clock.
  private void carryOn(ReplyRelay one, Duration longest) {
    var end = town.clock.instant().plus(longest);
    carry(one);
    while (stillOpen() && town.clock.instant().isBefore(end)) {
      town.advance(Duration.ofSeconds(30));
      carry(one);
    }
  }

  private boolean stillOpen() {
    return List.of("m1", "m2", "m3").stream()
        .flatMap(id -> town.maybe(id).stream())
        .anyMatch(r -> r.state() == State.WAITING || r.state() == State.POSTING);
  }

  private void receive(String id, String text) {
    relay.receive(town.reply(id, text));
  }

  private Cargo.Outcome outcome() {
    var told = town.told();
    assertThat(told).hasSize(1);
    return (Cargo.Outcome) told.getFirst();
  }

  @Test
  void givenAReplyToANote_whenRelayed_thenItIsACommentAndTheMemberIsTold() {
    receive("m1", " 真好吃\n呀 ");
    assertThat(relay.relayDue()).isEqualTo(1);
    assertThat(relay.relayDue()).isZero();

    var comment = town.platform.posted().getFirst();
    assertThat(comment.text()).isEqualTo("真好吃 呀");
    assertThat(comment.parent()).isEmpty();
    assertThat(town.find("m1").state()).isEqualTo(State.POSTED);
    assertThat(town.find("m1").comment()).contains(comment.id());
    assertThat(outcome())
        .isEqualTo(
            new Cargo.Outcome(
                new MessageRef(LOBBY, "m1"), ReplyState.POSTED, "Posted on RedNote."));
    assertThat(town.tally.of(Tally.Count.COMMENTS_POSTED)).isEqualTo(1);
  }

  @Test
  void givenAReplyToAnAnswer_whenRelayed_thenItAnswersThatComment() {
    receive("m1", "好吃吗");
    carry(relay);
    var answer = town.platform.answerBy(SampleNotes.MEI, town.platform.posted().getFirst(), "好吃");
    town.told();
    town.store.outbox().addAnswer(answer, new MessageRef(LOBBY, "m1"), "a", town.clock.instant());
    var shown = town.deliverAll().getFirst().message();
    relay.receive(town.reply("m2", shown, "谢谢"));
    carry(relay);

    assertThat(town.platform.calls(Call.REPLY)).isEqualTo(1);
    assertThat(town.platform.posted().getLast().parent())
        .contains(town.platform.posted().getFirst().id());
  }

  @Test
  void givenACommunityThatIsNotAdmitted_whenItRepliesToUs_thenTheMemberIsToldAndNothingLeaves() {
    relay.turnAway(town.reply("m1", "真好吃"));
    relay.turnAway(town.reply("m1", "真好吃"));
    relay.turnAway(town.reply("m2", new MessageRef(LOBBY, "of-a-friend"), "hi"));

    assertThat(relay.relayDue()).isZero();
    assertThat(outcome().state()).isEqualTo(ReplyState.REFUSED);
    assertThat(town.platform.posted()).isEmpty();
  }

  @Test
  void givenAForumPostInFlight_whenItsThreadIsAnswered_thenTheReplyWaitsUntilItIsKnown()
      throws InterruptedException {
    var forum = ChannelId.of("web", "forum");
    var thread = new ChannelId("web", "forum", Optional.of("9"));
    var post = new MessageRef(thread, "9");
    town.store
        .outbox()
        .accept(
            new Feed.TrendingFeed(),
            List.of(new Outbox.Routed(town.note, Map.of(forum, new Verdict.Send()))),
            town.clock.instant());
    var claim =
        town.store.outbox().claimDue(town.clock.instant(), 9, 9, Duration.ofMinutes(1)).getFirst();
    var looked = new CountDownLatch(1);
    MessageMap messages =
        message -> {
          var found = town.store.messageMap().find(message);
          looked.countDown();
          return found;
        };
    var slow = town.relay(town.ports(messages), DIRECT);
    var receiving =
        Thread.ofVirtual()
            .start(() ->
                slow.receive(
                    new Event.Reply(
                        "r",
                        thread,
                        RelayTown.TOWN,
                        new MessageRef(thread, "m1"),
                        post,
                        RelayTown.ANNA,
                        "好吃吗",
                        town.clock.instant())));
    assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
    var delivery = claim.deliveries().getFirst();
    town.store.outbox().partSent(delivery, 0, new Sent(post), town.clock.instant());
    town.store.outbox().delivered(delivery, town.clock.instant());
    town.store.outbox().release(forum);
    assertThat(receiving.join(Duration.ofSeconds(10))).isTrue();

    carry(slow);
    assertThat(town.posted()).containsExactly("好吃吗");
  }

  @Test
  void givenAReplyToSomebodyElse_whenReceived_thenItIsNoneOfOurBusiness() {
    relay.receive(town.reply("m1", new MessageRef(LOBBY, "of-a-friend"), "hi"));

    assertThat(relay.relayDue()).isZero();
    assertThat(town.told()).isEmpty();
  }

  @Test
  void givenAReplyToAMessageThatIsStillBeingSent_whenItIsRecorded_thenTheReplyIsTaken()
      throws Exception {
    var second = town.platform.publish(SampleNotes.note("n2", "火锅"));
    town.accept(second);
    var receiving =
        Thread.ofVirtual().start(() -> relay.receive(town.reply("m1", town.next(), "好")));
    while (receiving.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(town.maybe("m1")).isEmpty();
    town.deliverAll();
    receiving.join();

    assertThat(town.find("m1").note()).isEqualTo(second.id());
  }

  @Test
  void givenAReplyToSomebodyElse_whenMessagesWait_thenItIsWaitedForNoLongerThanSeconds() {
    town.accept(town.note);
    town.accept(town.platform.publish(SampleNotes.note("n2", "火锅")));
    relay.receive(town.reply("m1", new MessageRef(LOBBY, "of-a-friend"), "hi"));

    assertThat(town.maybe("m1")).isEmpty();
  }

  @Test
  void givenAReplyToWhatTheBridgeSays_whenReceived_thenItIsNoneOfOurBusiness() {
    var notice = new Cargo.Notice("Hello", Optional.empty());
    town.store.outbox().add(LOBBY, notice, "hello", town.clock.instant());
    relay.receive(town.reply("m1", town.deliverAll().getFirst().message(), "hi"));

    assertThat(town.maybe("m1")).isEmpty();
  }

  @Test
  void givenAReplyToADigest_whenReceived_thenTheMemberIsToldThatItCouldMeanAnyOfThem() {
    town.accept(town.platform.publish(SampleNotes.note("n2", "火锅")));
    town.accept(town.platform.publish(SampleNotes.note("n3", "面馆")));
    town.clock.advance(Duration.ofHours(1));
    var outbox = town.store.outbox();
    var claim = outbox.claimDue(town.clock.instant(), 1, 9, Duration.ofMinutes(1)).getFirst();
    assertThat(outbox.catchUp(claim, 1, town.clock.instant()).deliveries()).hasSize(1);
    outbox.release(LOBBY);
    var digest = town.deliverAll().getFirst().message();

    relay.receive(town.reply("m1", digest, "so pretty"));

    assertThat(town.maybe("m1")).isEmpty();
    var told = outcome();
    assertThat(told.text()).startsWith("That message lists several notes");
    assertThat(told.state()).isEqualTo(ReplyState.REFUSED);
  }

  @ParameterizedTest
  @EnumSource(CommentMode.class)
  void givenAnyMode_whenAReplyComes_thenOnlyDirectTakesItAndTheOthersSayWhy(CommentMode mode) {
    var one = town.relay(town.ports(), RelayTown.settings(mode, Duration.ZERO, 9));
    one.receive(town.reply("m1", "好"));
    one.receive(town.reply("m1", "好"));
    carry(one);

    if (mode == CommentMode.DIRECT) {
      assertThat(town.posted()).containsExactly("好");
      return;
    }
    assertThat(town.posted()).isEmpty();
    assertThat(town.maybe("m1")).isEmpty();
    var told = outcome();
    assertThat(told.state()).isEqualTo(ReplyState.REFUSED);
    assertThat(told.text())
        .contains(
            mode == CommentMode.OFF
                ? "switched comments off"
                : mode.name().toLowerCase(Locale.ROOT))
        .contains("person who runs the bridge");
  }

  @Test
  void givenTenThousandCharacters_whenReceived_thenTheMemberIsToldTheLimit() {
    receive("m1", "长".repeat(10_000));
    carry(relay);

    assertThat(town.posted()).isEmpty();
    assertThat(outcome().text()).contains("10,000").contains("280").contains("shorten");
  }

  @Test
  void givenNothingToPost_whenReceived_thenTheMemberIsTold() {
    receive("m1", "\u200b \n");

    assertThat(outcome().text()).contains("nothing to post");
  }

  @Test
  void givenAChannelThatReadsChinese_whenRefused_thenItIsToldInChinese() {
    town.store.settings().set(LOBBY, Settings.LANGUAGE, "zh-CN", "7", town.clock.instant());
    receive("m1", "");

    assertThat(outcome().text()).startsWith("没有可以发布的内容");
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenRelayed_thenItIsOneHarmlessLineOrRefused(String text) {
    receive("m1", text);
    carry(relay);

    assertThat(town.told()).hasSize(1);
    assertThat(town.posted())
        .allSatisfy(line -> {
          assertThat(line).doesNotContain("\n").doesNotContain("\u0000").doesNotContain("\u202e");
          assertThat(line.codePointCount(0, line.length())).isBetween(1, 280);
        });
  }

  @Test
  void givenTheSameMessageTwice_whenReceived_thenItIsPostedOnce() {
    receive("m1", "好");
    receive("m1", "好");
    carry(relay);
    receive("m1", "好");
    carry(relay);

    assertThat(town.posted()).containsExactly("好");
    assertThat(town.told()).hasSize(1);
  }

  @Test
  void givenTheSameTextUnderTheSameNote_whenRelayed_thenItIsRefused() {
    var other = town.show(town.platform.publish(SampleNotes.note("n2", "火锅")));
    receive("m1", "好");
    receive("m2", "好");
    relay.receive(town.reply("m3", other, "好"));
    carry(relay);

    assertThat(town.posted()).containsExactly("好", "好");
    assertThat(town.find("m2").state()).isEqualTo(State.REFUSED);
    assertThat(town.find("m3").state()).isEqualTo(State.POSTED);
    assertThat(town.told()).anyMatch(c -> c.toString().contains("same text was posted"));
  }

  @Test
  void givenSpacing_whenRepliesComeTogether_thenTheyLeaveOneByOneAndEachIsToldOnceThatItWaits() {
    var spaced =
        town.relay(town.ports(), RelayTown.settings(CommentMode.DIRECT, Duration.ofMinutes(3), 9));
    var times = new ArrayList<Instant>();
    for (var id : List.of("m1", "m2", "m3")) {
      spaced.receive(town.reply(id, "text of " + id));
    }
    carryOn(spaced, Duration.ofHours(1));
    town.platform.posted().forEach(c -> times.add(c.writtenAt()));

    var start = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(times).containsExactly(start, start.plusSeconds(180), start.plusSeconds(360));
    var told = town.told();
    assertThat(told.stream().filter(Cargo.Notice.class::isInstance))
        .hasSize(2)
        .allMatch(c -> ((Cargo.Notice) c).text().contains("spaced out"));
    assertThat(told.stream().filter(Cargo.Outcome.class::isInstance)).hasSize(3);
  }

  @Test
  void givenADailyBudget_whenItIsSpent_thenTheRestGoesOutAfterADay() {
    var two = town.relay(town.ports(), RelayTown.settings(CommentMode.DIRECT, Duration.ZERO, 2));
    for (var id : List.of("m1", "m2", "m3")) {
      two.receive(town.reply(id, "text of " + id));
    }
    carryOn(two, Duration.ofHours(23));
    assertThat(town.posted()).hasSize(2);
    carryOn(two, Duration.ofHours(3));

    assertThat(town.posted()).hasSize(3);
    assertThat(town.find("m3").state()).isEqualTo(State.POSTED);
  }

  @Test
  void givenAnUnconfirmedComment_whenLookedForAfterAWhile_thenItIsFoundAndNotPostedAgain() {
    town.platform.answerNextComment(new CommentOutcome.Unknown(), true);
    receive("m1", "好");
    carry(relay);
    assertThat(town.told()).isEmpty();
    town.advance(SETTLE.minusSeconds(1));
    carry(relay);
    assertThat(town.platform.calls(Call.DETAIL)).as("no look before it settled").isZero();

    town.advance(Duration.ofSeconds(1));
    carry(relay);
    assertThat(town.posted()).containsExactly("好");
    assertThat(town.find("m1").state()).isEqualTo(State.POSTED);
    assertThat(town.find("m1").comment()).contains(town.platform.posted().getFirst().id());
    assertThat(outcome().state()).isEqualTo(ReplyState.POSTED);
  }

  @Test
  void givenAnUnconfirmedComment_whenItIsSurelyNotThere_thenItIsPostedAgain() {
    town.platform.answerNextComment(new CommentOutcome.Unknown(), false);
    receive("m1", "好");
    carryOn(relay, Duration.ofHours(1));

    assertThat(town.posted()).containsExactly("好");
    assertThat(town.platform.calls(Call.COMMENT)).isEqualTo(2);
    assertThat(outcome().state()).isEqualTo(ReplyState.POSTED);
  }

  @Test
  void givenCommentsThatNeverAppear_whenTriedTwice_thenTheMemberIsToldTheTruth() {
    for (int i = 0; i < 5; i++) {
      town.platform.answerNextComment(new CommentOutcome.Unknown(), false);
    }
    receive("m1", "好");
    carryOn(relay, Duration.ofDays(2));

    assertThat(town.platform.calls(Call.COMMENT)).isEqualTo(2);
    assertThat(town.find("m1").state()).isEqualTo(State.UNKNOWN);
    assertThat(outcome().text()).contains("did not confirm");
  }

  @Test
  void givenALookThatCannotBeSure_whenNotFound_thenItIsNotPostedAgainAndTold() {
    town.platform.answerNextComment(new CommentOutcome.Unknown(), true);
    var blind = town.relay(town.ports(new Half(town.platform)), DIRECT);
    blind.receive(town.reply("m1", "好"));
    carryOn(blind, Duration.ofDays(2));

    assertThat(town.posted()).containsExactly("好");
    assertThat(town.find("m1").state()).isEqualTo(State.UNKNOWN);
    assertThat(outcome().state()).isEqualTo(ReplyState.UNKNOWN);
  }

  @Test
  void givenACommentOfSomebodyElseWithTheSameWords_whenLookedFor_thenItIsNotTakenForOurs() {
    town.platform.answerNextComment(new CommentOutcome.Unknown(), false);
    receive("m1", "好");
    carry(relay);
    town.platform.commentBy(SampleNotes.MEI, town.note.id(), "好");
    carryOn(relay, Duration.ofHours(1));

    assertThat(town.posted()).containsExactly("好");
    assertThat(town.find("m1").comment()).contains(town.platform.posted().getFirst().id());
  }

  @Test
  void givenARefusal_whenPosted_thenTheMemberReadsThePlatformsOwnWords() {
    town.platform.answerNextComment(new CommentOutcome.Refused("评论含敏感词"), false);
    receive("m1", "好");
    carry(relay);

    assertThat(outcome())
        .isEqualTo(
            new Cargo.Outcome(
                new MessageRef(LOBBY, "m1"), ReplyState.REFUSED, "Not posted. 评论含敏感词"));
    assertThat(town.tally.of(Tally.Count.COMMENTS_REFUSED)).isEqualTo(1);
  }

  @Test
  void givenANoteThatIsGone_whenPosted_thenTheMemberIsTold() {
    town.platform.takeDown(town.note.id(), "deleted by its author");
    receive("m1", "好");
    carry(relay);

    assertThat(outcome().text()).contains("deleted by its author");
    assertThat(town.find("m1").state()).isEqualTo(State.REFUSED);
  }

  @Test
  void givenANoteThatGoesAfterAnUnconfirmedComment_whenLookedFor_thenNobodySaysItWasNotPosted() {
    town.platform.answerNextComment(new CommentOutcome.Unknown(), true);
    receive("m1", "好");
    carry(relay);
    town.platform.takeDown(town.note.id(), "deleted");
    carryOn(relay, Duration.ofDays(2));

    assertThat(town.find("m1").state()).isEqualTo(State.UNKNOWN);
    assertThat(outcome().text()).contains("did not confirm").doesNotContain("Not posted");
  }

  @Test
  void givenACaptcha_whenAPersonHasSolvedIt_thenTheReplyIsPostedAndTheBudgetIsWhole() {
    var guard =
        new GuardedPlatform(
            town.platform,
            "a",
            new GuardedPlatform.Limits(100),
            town.store.accounts(),
            town.tally,
            town.clock,
            _ -> {});
    var guarded =
        town.relay(town.ports(guard), RelayTown.settings(CommentMode.DIRECT, Duration.ZERO, 2));
    town.platform.failNext(Call.COMMENT, 1, new Failure.Captcha());
    guarded.receive(town.reply("m1", "好"));
    carryOn(guarded, Duration.ofHours(10));

    assertThat(town.platform.calls()).as("one request met the captcha, no other left").isEqualTo(1);
    assertThat(town.find("m1").state()).isEqualTo(State.WAITING);
    var told = town.told();
    assertThat(told).hasSize(1);
    assertThat(((Cargo.Notice) told.getFirst()).text()).contains("captcha").contains("waits");
    assertThat(((Cargo.Notice) told.getFirst()).replyTo()).contains(new MessageRef(LOBBY, "m1"));

    guard.resume();
    carryOn(guarded, Duration.ofHours(1));
    assertThat(town.posted()).containsExactly("好");
    assertThat(outcome().state()).isEqualTo(ReplyState.POSTED);
  }

  @Test
  void givenAHiddenNote_whenTriedThreeTimes_thenItIsGivenUpToSpareTheAccount() {
    town.platform.failNext(Call.COMMENT, 99, new Failure.NoteHidden("300031"));
    receive("m1", "好");
    carryOn(relay, Duration.ofDays(2));

    assertThat(town.platform.calls(Call.COMMENT)).isEqualTo(3);
    assertThat(town.find("m1").state()).isEqualTo(State.REFUSED);
    var told = town.told();
    assertThat(told).hasSize(2);
    assertThat(told.getLast().toString()).contains("does not show this note");
  }

  @Test
  void givenAGatewayThatStaysAway_whenADayHasPassed_thenTheReplyIsGivenUpAfterFewRequests() {
    town.platform.failNext(9_999, new Failure.Unreachable("away"));
    receive("m1", "好");
    carryOn(relay, Duration.ofDays(3));

    assertThat(town.find("m1").state()).isEqualTo(State.REFUSED);
    assertThat(town.platform.calls()).isBetween(10, 60);
    var told = town.told();
    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).isInstanceOf(Cargo.Notice.class);
    assertThat(told.getLast().toString()).contains("gave up").contains("does not answer");
  }

  @Test
  void givenAFaultOfOursAfterTheRequest_whenTheClaimEnds_thenALookTellsAndNothingIsRepeated() {
    var faulty =
        new Half(town.platform) {
          @Override
          public CommentOutcome comment(NoteRef note, String text) {
            super.comment(note, text);
            throw new IllegalStateException("a fault");
          }

          @Override
          public NoteDetail detail(NoteRef note, Depth depth) {
            return town.platform.detail(note, depth);
          }
        };
    var one = town.relay(town.ports(faulty), DIRECT);
    one.receive(town.reply("m1", "好"));
    assertThatThrownBy(one::relayDue).hasMessage("a fault");
    carryOn(one, Duration.ofHours(1));

    assertThat(town.posted()).containsExactly("好");
    assertThat(outcome().state()).isEqualTo(ReplyState.POSTED);
  }

  @Test
  void givenAFaultOfOursThatNeverEnds_whenADayHasPassed_thenTheMemberIsTold() {
    var faulty =
        new Half(town.platform) {
          @Override
          public void checkOpen() {
            throw new IllegalStateException("a fault");
          }
        };
    var one = town.relay(town.ports(faulty), DIRECT);
    one.receive(town.reply("m1", "好"));
    for (int i = 0; i < 100; i++) {
      try {
        one.relayDue();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("a fault");
      }
      town.advance(Duration.ofMinutes(20));
    }

    assertThat(town.posted()).isEmpty();
    assertThat(outcome().text()).contains("gave up").contains("fault");
  }

  @Test
  void givenADeathAtEveryCall_whenAnotherProcessGoesOn_thenThereIsOneCommentAndOneOutcome() {
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        lived = survives(new CrashPoint(call, done), "dead at %s, done: %s".formatted(call, done));
      }
    }
  }

  private static boolean survives(CrashPoint crash, String when) {
    var fresh = new ReplyRelayTest();
    var event = fresh.town.reply("m1", "好");
    try {
      var dying = fresh.town.relay(fresh.town.dying(crash), DIRECT);
      dying.receive(event);
      carry(dying);
    } catch (CrashPoint.Crash e) {
      fresh.town.advance(Duration.ofSeconds(5));
    }
    // The inbox brings the event back, since nobody said that it was done.
    fresh.relay.receive(event);
    fresh.carryOn(fresh.relay, Duration.ofHours(2));

    assertThat(fresh.town.posted()).as(when).containsExactly("好");
    assertThat(fresh.town.find("m1").state()).as(when).isEqualTo(State.POSTED);
    assertThat(fresh.outcome().state()).as(when).isEqualTo(ReplyState.POSTED);
    return !crash.happened();
  }

  @Test
  void givenDeathsDuringTheLookToo_whenAnotherProcessGoesOn_thenThereIsStillOneComment() {
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        var fresh = new ReplyRelayTest();
        fresh.town.platform.answerNextComment(new CommentOutcome.Unknown(), true);
        fresh.receive("m1", "好");
        carry(fresh.relay);
        fresh.town.advance(SETTLE);
        var crash = new CrashPoint(call, done);
        try {
          carry(fresh.town.relay(fresh.town.dying(crash), DIRECT));
        } catch (CrashPoint.Crash e) {
          fresh.town.advance(Duration.ofSeconds(5));
        }
        fresh.carryOn(fresh.relay, Duration.ofHours(2));

        assertThat(fresh.town.posted()).as("call %s", call).containsExactly("好");
        assertThat(fresh.outcome().state()).isEqualTo(ReplyState.POSTED);
        lived = !crash.happened();
      }
    }
  }

  /// The platform behind a gateway that shows half of the comments only: none.
  private static class Half implements NotePlatform {
    private final FakePlatform inner;

    Half(FakePlatform inner) {
      this.inner = inner;
    }

    @Override
    public PlatformCapabilities capabilities() {
      return inner.capabilities();
    }

    @Override
    public LoginState login() {
      return inner.login();
    }

    @Override
    public List<Note> latest(Feed feed, Optional<AccessToken> token) {
      return inner.latest(feed, token);
    }

    @Override
    public NoteDetail detail(NoteRef note, Depth depth) {
      return new NoteDetail(inner.detail(note, depth).note(), List.of(), false);
    }

    @Override
    public CommentOutcome comment(NoteRef note, String text) {
      return inner.comment(note, text);
    }

    @Override
    public CommentOutcome reply(NoteRef note, Comment to, String text) {
      return inner.reply(note, to, text);
    }
  }
}
