package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.littleredbridge.command.Office.ADA;
import static org.littleredbridge.command.Office.CLUB;
import static org.littleredbridge.command.Office.GROUP;
import static org.littleredbridge.command.Office.GUS;
import static org.littleredbridge.command.Office.OPERATORS;
import static org.littleredbridge.command.Office.PAT;
import static org.littleredbridge.command.Office.PAT_ALONE;
import static org.littleredbridge.command.Office.QUINN_ALONE;
import static org.littleredbridge.command.Office.alone;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.command.Office.Told;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.Communities.State;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;

/// Nobody spends the account whom no operator has admitted.
final class EntranceTest {
  private static final String PROFILE = "https://www.rednote.com/user/profile/mei?xsec_token=T";
  private static final Action.Subject N1 = new Action.Subject("n1", Optional.empty());

  private static final Verdict SEND = new Verdict.Send();

  private final Office office = new Office();

  private State state() {
    return office.store.communities().find(CLUB.key()).orElseThrow().state();
  }

  private String approve(Member by) {
    return office.pressed(office.press(PAT_ALONE, alone(), by, new Action.Approve(CLUB.key())));
  }

  @Test
  void givenANewGroup_whenTheBotIsInvited_thenEachOperatorIsAskedOnceInPrivate() {
    office.desk.handle(office.joined());
    office.desk.handle(office.joined());

    var told = office.told();
    assertThat(told).extracting(Told::place).containsExactlyInAnyOrder(PAT_ALONE, QUINN_ALONE);
    assertThat(told)
        .allSatisfy(one -> {
          assertThat(one.text())
              .contains("“Tea Club”")
              .contains("“Ada”")
              .contains("/admit telegram:-100");
          assertThat(one.notice().actions())
              .containsExactly(new Action.Approve(CLUB.key()), new Action.Decline(CLUB.key()));
        });
    assertThat(state()).isEqualTo(State.ASKED);
  }

  @Test
  void givenANewGroup_whenTheFirstCommandComes_thenOperatorsAreAskedAndNothingIsSpent() {
    var event = office.command(ADA, "follow " + PROFILE);
    office.desk.handle(event);

    var told = office.told();
    assertThat(told).hasSize(3);
    assertThat(office.told(GROUP, told).getFirst().text())
        .isEqualTo(
            "An operator must admit this server or chat first. I have asked; you will read the"
                + " answer here.");
    assertThat(office.told(GROUP, told).getFirst().notice().replyTo()).isEqualTo(event.message());
    for (var words :
        List.of("follow x", "unfollow 1", "list", "trending on", "language zh", "why", "resume")) {
      assertThat(office.say(ADA, words)).as(words).contains("must admit");
    }
    assertThat(office.say(GUS, "follow x")).contains("must admit");
    assertThat(office.say(ADA, "help")).startsWith("What I can do");
    assertThat(office.say(ADA, "status")).startsWith("All is well");
    assertThat(office.store.subscriptions().of(GROUP)).isEmpty();
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenAGroupThatWaits_whenAButtonIsPressed_thenItIsRefusedInPrivateWithoutARequest() {
    office.seen(SampleNotes.note("n1", "面馆"));
    for (var action :
        List.of(
            new Action.Original(N1),
            new Action.Translate(N1),
            new Action.Explain(N1),
            new Action.Comments(N1),
            new Action.Reply(N1))) {
      assertThat(office.pressed(GUS, action)).as("%s", action).contains("must admit");
    }
    assertThat(office.platform.calls()).isZero();
    assertThat(office.asked).isEmpty();
  }

  @Test
  void givenAnAdmittedGroup_whenAMemberIsLedIntoTheirPrivateChat_thenTheSameIsAnsweredThere() {
    office.admitted();
    office.seen(SampleNotes.note("n1", "面馆"));
    var home = ChannelId.of("telegram", GUS.id());
    var gus = new Community("telegram", GUS.id(), "Gus");
    assertThat(office.pressed(GUS, new Action.Translate(N1))).contains("en words");

    assertThat(office.pressed(office.press(home, gus, GUS, new Action.Translate(N1))))
        .contains("en words");
    assertThat(office.pressed(office.press(home, gus, GUS, new Action.Original(N1))))
        .contains("面馆");
    assertThat(office.store.communities().find(gus.key())).isEmpty();
    office.desk.handle(office.command(home, gus, home, GUS, "follow " + PROFILE));
    assertThat(office.told(home, office.told()).getFirst().text()).contains("must admit");

    office.desk.handle(office.command(PAT, "turnaway"));
    office.told();
    assertThat(office.pressed(office.press(home, gus, GUS, new Action.Translate(N1))))
        .contains("must admit");
  }

  @Test
  void givenAStranger_whenTheyPressInTheirPrivateChat_thenNothingIsSpent() {
    office.admitted();
    office.seen(SampleNotes.note("n1", "面馆"));
    assertThat(office.pressed(GUS, new Action.Original(N1))).contains("面馆");
    var home = ChannelId.of("telegram", "3");
    var other = new Community("telegram", "3", "Som");
    for (var action : List.of(new Action.Translate(N1), new Action.Comments(N1))) {
      assertThat(office.pressed(office.press(home, other, Office.SOMEBODY, action)))
          .contains("must admit");
    }
    var guestsHome = ChannelId.of("telegram", GUS.id());
    var gus = new Community("telegram", GUS.id(), "Gus");
    assertThat(
            office.pressed(office.press(guestsHome, gus, Office.SOMEBODY, new Action.Comments(N1))))
        .contains("must admit");
    assertThat(office.platform.calls()).isZero();
    assertThat(office.asked).isEmpty();
  }

  @Test
  void givenAQuestion_whenAnOperatorSaysYes_thenTheGroupHearsItAndMayFollow() {
    office.desk.handle(office.joined());
    office.told();
    var press = office.press(PAT_ALONE, alone(), PAT, new Action.Approve(CLUB.key()));
    office.desk.handle(press);

    var told = office.told();
    assertThat(told).hasSize(2);
    assertThat(office.told(press.answerTo(), told).getFirst().text())
        .isEqualTo("“Tea Club” is admitted now.");
    assertThat(office.told(GROUP, told).getFirst().text()).startsWith("An operator has admitted");
    assertThat(state()).isEqualTo(State.APPROVED);
    assertThat(approve(PAT)).isEqualTo("“Tea Club” was admitted already.");
    assertThat(office.say(ADA, "follow " + PROFILE)).startsWith("Following");
  }

  @Test
  void givenAQuestion_whenAnOperatorSaysNo_thenTheGroupHearsItOnceAndPressesInPrivate() {
    office.desk.handle(office.joined());
    office.told();
    office.desk.handle(office.press(PAT_ALONE, alone(), PAT, new Action.Decline(CLUB.key())));
    assertThat(office.told(GROUP, office.told()).getFirst().text()).contains("has decided");

    office.desk.handle(office.command(ADA, "follow x"));
    office.desk.handle(office.command(ADA, "list"));
    office.desk.handle(office.joined());
    assertThat(office.told()).isEmpty();
    var slash = office.command(GROUP, CLUB, ChannelId.of("telegram", "!9"), ADA, "follow x");
    office.desk.handle(slash);
    assertThat(office.told().getFirst().place()).isEqualTo(slash.answerTo());
    assertThat(office.pressed(GUS, new Action.Comments(N1))).contains("has decided");
    assertThat(approve(PAT)).isEqualTo("“Tea Club” is admitted now.");
  }

  @Test
  void givenAGroupThatIsTurnedAwayTwice_whenItIsTold_thenItHearsItEachTime() {
    office.admitted();
    for (int i = 0; i < 2; i++) {
      office.desk.handle(office.command(PAT, "turnaway"));
      assertThat(office.told())
          .extracting(Told::text)
          .anyMatch(text -> text.startsWith("An operator has decided"));
      office.desk.handle(office.command(ADA, "list"));
      assertThat(office.told()).isEmpty();
      office.clock.advance(Duration.ofMinutes(1));
      office.desk.handle(office.command(PAT, "admit"));
      office.told();
    }
  }

  @Test
  void givenNotesOnTheirWay_whenTheGroupIsTurnedAway_thenTheyDoNotComeEvenIfTheBotIsInvitedAgain() {
    office.admitted();
    office.say(ADA, "follow " + PROFILE);
    office.desk.handle(new Event.Left("l", GROUP, CLUB, office.clock.instant()));
    var routed = new Outbox.Routed(SampleNotes.note("n1", "面馆"), Map.of(GROUP, SEND));
    office.store.outbox().accept(new Feed.TrendingFeed(), List.of(routed), office.clock.instant());
    office.desk.handle(
        office.command(ChannelId.of("telegram", "7"), alone(), PAT_ALONE, PAT, "turnaway -"));
    office.desk.handle(
        office.command(
            ChannelId.of("telegram", "7"), alone(), PAT_ALONE, PAT, "turnaway " + CLUB.key()));
    office.desk.handle(office.joined());

    var fate = office.store.outbox().fate(GROUP, new NoteId("n1")).orElseThrow();
    assertThat(fate.state()).contains("abandoned");
    assertThat(fate.reason().orElseThrow()).startsWith("An operator has decided");
    assertThat(office.told(GROUP, office.told()))
        .extracting(Told::text)
        .containsExactly("An operator has decided that I do not work in this server or chat.");
  }

  @Test
  void givenASlowCommand_whenTheGroupIsTurnedAwayMeanwhile_thenItLeavesNothingBehind() {
    office.admitted();
    var inner = office.store.subscriptions();
    var slow =
        Subscriptions.class.cast(
            Proxy.newProxyInstance(
                Subscriptions.class.getClassLoader(),
                new Class<?>[] {Subscriptions.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("add")) {
                    office.desk.handle(office.command(PAT, "turnaway"));
                  }
                  return method.invoke(inner, arguments);
                }));
    var kept = office.kept(office.store.outbox());
    var desk =
        office.desk(
            OPERATORS,
            false,
            new Desk.Kept(
                kept.notes(),
                slow,
                kept.settings(),
                kept.feeds(),
                kept.outbox(),
                kept.channels(),
                kept.communities(),
                kept.glossary()));
    var event = office.command(ADA, "follow " + PROFILE);
    desk.handle(event);

    assertThat(inner.of(GROUP)).isEmpty();
    assertThat(office.told()).extracting(Told::text).noneMatch(text -> text.contains("Following"));
  }

  @Test
  void givenAnOpenBridge_whenAGroupIsABurden_thenAnOperatorTurnsItAwayFromAfar() {
    var open = new Office(OPERATORS, true, 400);
    open.say(ADA, "follow " + PROFILE);
    var home = ChannelId.of("telegram", "7");
    open.desk.handle(open.command(home, alone(), home, PAT, "turnaway " + CLUB.key()));

    assertThat(open.told(home, open.told()).getFirst().text())
        .contains("“Tea Club” is turned away");
    assertThat(open.store.subscriptions().of(GROUP)).isEmpty();
    open.desk.handle(open.command(home, alone(), home, PAT, "follow " + PROFILE));
    assertThat(open.store.communities().find(alone().key())).isEmpty();
  }

  @Test
  void givenTheButtonsInAnotherHand_whenPressed_thenNothingIsDecided() {
    office.desk.handle(office.joined());
    office.told();
    for (var member : List.of(ADA, GUS, new Member("8", "Quinn", Member.Standing.MANAGES))) {
      assertThat(approve(member)).isEqualTo("Only operators of the bridge decide who may use it.");
      assertThat(office.pressed(member, new Action.Decline(CLUB.key())))
          .startsWith("Only operators");
      assertThat(office.say(member, "admit")).startsWith("Only operators");
      assertThat(office.say(member, "turnaway " + CLUB.key())).startsWith("Only operators");
    }
    assertThat(state()).isEqualTo(State.ASKED);
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAMadeUpCommunity_whenAnOperatorPresses_thenItIsSaidThatThereIsNone(String key) {
    assertThat(office.pressed(PAT, new Action.Approve(key))).startsWith("I know no such");
    assertThat(office.pressed(PAT, new Action.Decline(key))).startsWith("I know no such");
    assertThat(office.store.communities().all()).isEmpty();
  }

  @Test
  void givenAnOldButton_whenPressedTwoYearsLater_thenItStillWorksAndEndsNothingThatGoesOn() {
    office.admitted();
    office.say(ADA, "follow " + PROFILE);
    office.clock.advance(Duration.ofDays(730));

    assertThat(
            office.pressed(office.press(PAT_ALONE, alone(), PAT, new Action.Decline(CLUB.key()))))
        .contains("admitted meanwhile")
        .contains("/turnaway telegram:-100");
    assertThat(state()).isEqualTo(State.APPROVED);
    assertThat(office.store.subscriptions().of(GROUP)).hasSize(1);
  }

  @Test
  void givenAnOperatorWhomNoMessageReaches_whenTheySayIt_thenTheCommandsDoTheSame() {
    assertThat(office.say(PAT, "status")).doesNotContain("/admit");
    assertThat(office.say(PAT, "follow x")).contains("must admit");
    office.desk.handle(office.command(PAT, "admit"));
    assertThat(office.told())
        .extracting(Told::text)
        .anyMatch(text -> text.startsWith("An operator has admitted"))
        .contains("“Tea Club” is admitted now.");
    assertThat(state()).isEqualTo(State.APPROVED);
    assertThat(office.say(ADA, "follow " + PROFILE)).startsWith("Following");
    var topic = new ChannelId("telegram", "-100", Optional.of("5"));
    office.desk.handle(office.command(topic, CLUB, topic, ADA, "trending on"));
    office.told();
    office.desk.handle(office.command(PAT, "turnaway " + CLUB.key()));
    assertThat(office.told())
        .extracting(Told::text)
        .anyMatch(text -> text.startsWith("An operator has decided"))
        .contains("“Tea Club” is turned away, and gets nothing any more.");
    assertThat(state()).isEqualTo(State.DECLINED);
    assertThat(office.store.subscriptions().of(GROUP)).isEmpty();
    assertThat(office.store.subscriptions().of(topic)).isEmpty();
  }

  @Test
  void givenCommunitiesThatWait_whenAnOperatorAsksAlone_thenTheyAreListed() {
    office.desk.handle(office.joined());
    office.told();
    var home = ChannelId.of("telegram", "7");

    office.desk.handle(office.command(home, alone(), home, PAT, "status"));
    assertThat(office.told().getFirst().text())
        .contains("telegram is connected.")
        .contains("Waiting to be admitted: 1.\n• Tea Club — /admit telegram:-100");
    assertThat(office.say(PAT, "status")).doesNotContain("Tea Club");
    var slash = office.command(GROUP, CLUB, ChannelId.of("telegram", "!9"), PAT, "status");
    office.desk.handle(slash);
    assertThat(office.told().getFirst().text()).contains("Tea Club");
    assertThat(office.say(ADA, "status")).doesNotContain("connected");
  }

  @Test
  void givenSomebodyAlone_whenTheyAskForTheStatus_thenTheyReadTheNameForTheListOfOperators() {
    var home = ChannelId.person("telegram", "2");
    var community = new Community("telegram", "2", "Gus");
    office.desk.handle(office.command(home, community, home, GUS, "status"));
    assertThat(office.told().getFirst().text()).contains("You are telegram:2.");
    office.desk.handle(office.command(GROUP, CLUB, ChannelId.of("telegram", "!9"), GUS, "status"));
    assertThat(office.told().getFirst().text()).contains("You are telegram:2.");

    assertThat(office.say(GUS, "status")).doesNotContain("You are");
    office.desk.handle(office.command(PAT_ALONE, alone(), PAT_ALONE, PAT, "status"));
    assertThat(office.told().getFirst().text()).doesNotContain("You are");
  }

  @Test
  void givenAnOperatorAlone_whenCommanding_thenTheyNeedNobodysLeave() {
    var home = ChannelId.of("telegram", "7");
    office.desk.handle(office.command(home, alone(), home, PAT, "follow " + PROFILE));

    assertThat(office.told().getFirst().text()).startsWith("Following");
    office.desk.handle(
        new Event.Joined("j", home, alone(), Optional.of(PAT), office.clock.instant()));
    assertThat(office.told()).isEmpty();
  }

  @Test
  void givenNoOperators_whenAGroupComes_thenItIsToldWhatToDo() {
    var nobody = new Office(Operators.of(List.of()), false, 400);
    nobody.desk.handle(nobody.joined());

    assertThat(nobody.told()).isEmpty();
    assertThat(nobody.say(ADA, "follow x")).contains("none is named").contains("operators");
    var lobby = ChannelId.of("web", "lobby");
    var browser = new Community("web", "browser", "Browser");
    nobody.desk.handle(nobody.command(lobby, browser, lobby, ADA, "admit " + CLUB.key()));
    assertThat(nobody.told()).extracting(Told::place).containsExactlyInAnyOrder(lobby, GROUP);
    assertThat(nobody.say(ADA, "follow " + PROFILE)).startsWith("Following");
    for (var word : List.of("admit", "turnaway")) {
      nobody.desk.handle(nobody.command(lobby, browser, lobby, ADA, word));
      assertThat(nobody.told().getFirst().text()).startsWith("I know no such");
    }
  }

  @Test
  void givenAnOpenBridge_whenAGroupComes_thenNobodyIsAsked() {
    var open = new Office(OPERATORS, true, 400);
    open.desk.handle(open.joined());

    assertThat(open.told()).isEmpty();
    assertThat(open.say(ADA, "follow " + PROFILE)).startsWith("Following");
    open.desk.handle(open.command(PAT, "turnaway"));
    assertThat(open.told()).hasSize(2);
    open.desk.handle(open.command(ADA, "follow x"));
    assertThat(open.told()).isEmpty();
    assertThat(open.store.subscriptions().of(GROUP)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u202Egnp.exe", "a\nb\u0000", "{0} 'x'", "@everyone"})
  void givenAHostileName_whenOperatorsAreAsked_thenTheirQuestionKeepsItsShape(String name) {
    var club = new Community("telegram", "-100", name.repeat(500));
    var by = new Member("1", name, Member.Standing.NOT_SAID);
    office.desk.handle(new Event.Joined("j", GROUP, club, Optional.of(by), office.clock.instant()));

    assertThat(office.told())
        .hasSize(2)
        .allSatisfy(one ->
            assertThat(one.text())
                .hasSizeLessThan(400)
                .doesNotContain("\n", "\u202E", "\u0000")
                .contains("telegram:-100"));
  }

  @Test
  void givenAnEndlessId_whenOperatorsAreAsked_thenThereAreNoButtonsThatNoServiceCarries() {
    var club = new Community("telegram", "9".repeat(80), "Long");
    office.desk.handle(
        new Event.Joined("j", GROUP, club, Optional.empty(), office.clock.instant()));

    assertThat(office.told())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.notice().actions()).isEmpty())
        .allSatisfy(one -> assertThat(one.text()).contains("/admit telegram:999"));
  }

  @Test
  void givenAThousandInvitations_whenTheyCome_thenOperatorsKeepTheirPeace() {
    for (int i = 0; i < 1_000; i++) {
      var club = new Community("telegram", "-5" + i, "Club " + i);
      office.desk.handle(
          new Event.Joined("j" + i, GROUP, club, Optional.empty(), office.clock.instant()));
    }
    var told = office.told(PAT_ALONE, office.told());
    assertThat(told).hasSize(31);
    assertThat(told.getLast().text()).contains("more than 30");

    office.clock.advance(Duration.ofMinutes(61));
    var late = ChannelId.of("telegram", "-5999");
    var event =
        office.command(late, new Community("telegram", "-5999", "Club 999"), late, ADA, "list");
    office.desk.handle(event);
    assertThat(office.told(PAT_ALONE, office.told()).getFirst().text()).contains("Club 999");
  }

  @Test
  void givenADeathAtEveryCall_whenTheDecisionRunsAgain_thenItIsToldOnce() {
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        var crash = new CrashPoint(call, done);
        var fresh = new Office();
        decideWith(fresh, crash);
        lived = !crash.happened();
      }
    }
  }

  private static void decideWith(Office fresh, CrashPoint crash) {
    var kept =
        new Desk.Kept(
            fresh.store.notes(),
            fresh.store.subscriptions(),
            crash.over(Settings.class, fresh.store.settings()),
            fresh.store.feedStates(),
            crash.over(Outbox.class, fresh.store.outbox()),
            fresh.store.channels(),
            crash.over(Communities.class, fresh.store.communities()),
            fresh.store.glossary());
    var dying = fresh.desk(OPERATORS, false, kept);
    var joined = fresh.joined();
    var press = fresh.press(PAT_ALONE, alone(), PAT, new Action.Approve(CLUB.key()));
    try {
      dying.handle(joined);
      dying.handle(press);
    } catch (CrashPoint.Crash e) {
      assertThat(e).isNotNull();
    }
    fresh.desk.handle(joined);
    fresh.desk.handle(press);
    var told = fresh.told();
    assertThat(fresh.told(PAT_ALONE, told)).hasSize(1);
    assertThat(fresh.told(GROUP, told)).hasSize(1);
    assertThat(fresh.told(press.answerTo(), told)).hasSize(1);
    assertThat(fresh.store.communities().find(CLUB.key()).orElseThrow().state())
        .isEqualTo(State.APPROVED);
    assertThat(fresh.store.subscriptions().to(new Feed.TrendingFeed())).isEmpty();
  }

  @Test
  void givenQuietHours_whenAskedForTheStatus_thenItTellsUntilWhen() {
    var hours = new QuietHours(LocalTime.of(11, 30), LocalTime.of(13, 0));
    var quiet =
        new Office(Office.OPERATORS, false, new GuardedPlatform.Limits(400, Optional.of(hours)));

    assertThat(quiet.say(ADA, "status"))
        .contains("Quiet hours: nothing is asked of RedNote until 13:00");

    quiet.clock.advance(Duration.ofHours(1));
    assertThat(quiet.say(ADA, "status")).doesNotContain("Quiet hours");
  }
}
