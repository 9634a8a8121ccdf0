package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.littleredbridge.command.Office.ADA;
import static org.littleredbridge.command.Office.CLUB;
import static org.littleredbridge.command.Office.GROUP;
import static org.littleredbridge.command.Office.GUS;
import static org.littleredbridge.command.Office.OPERATORS;
import static org.littleredbridge.command.Office.PAT;
import static org.littleredbridge.command.Office.PAT_ALONE;
import static org.littleredbridge.command.Office.SOMEBODY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.deliver.Paused;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceNotices;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SampleNotes;

/// Channels that close and open again, the rights in them, and who is told.
final class PassageTest {
  private static final String PROFILE = "https://www.rednote.com/user/profile/mei?xsec_token=T";
  private static final ChannelId TOPIC = new ChannelId("telegram", "-100", Optional.of("5"));
  private static final Action.Subject N1 = new Action.Subject("n1", Optional.empty());

  private final Office office = new Office().admitted();
  private final Channels channels = office.store.channels();

  private void close(ChannelId channel, Cause cause, String detail) {
    channels.pause(channel, new Closed(cause, detail), office.clock.instant());
    office.clock.advance(Duration.ofHours(3));
  }

  @Test
  void givenAClosedChannel_whenSomebodySpeaksThere_thenItGoesOn() {
    close(GROUP, Cause.REMOVED, "");
    office.desk.handle(office.command(GUS, "list"));
    assertThat(channels.paused(GROUP)).isEmpty();

    close(GROUP, Cause.NOT_ALLOWED, "Send Messages");
    office.desk.handle(office.press(GROUP, CLUB, GUS, new Action.Reply(N1)));
    assertThat(channels.paused(GROUP)).isEmpty();

    close(GROUP, Cause.NOT_ALLOWED, "Send Messages");
    var message = new MessageRef(GROUP, "m");
    office.desk.admits(
        new Event.Reply("r", GROUP, CLUB, message, message, GUS, "好", office.clock.instant()));
    assertThat(channels.paused(GROUP)).isEmpty();
  }

  @Test
  void givenAClosedChannel_whenAskedAbout_thenItIsSaidSinceWhenAndWhy() {
    for (var words : List.of("list", "why", "status", "resume")) {
      close(GROUP, Cause.NOT_ALLOWED, "Send Messages");
      assertThat(office.say(ADA, words))
          .as(words)
          .contains("For 3 h I could not write here: I lack a permission: Send Messages.");
      assertThat(office.say(ADA, words)).as(words).doesNotContain("could not write");
    }
    for (var cause : Cause.values()) {
      close(GROUP, cause, "");
      assertThat(office.say(GUS, "status")).as("%s", cause).contains("For 3 h I could not write");
    }
  }

  @Test
  void givenARemoval_whenTheBotComesBack_thenEveryChannelOfTheCommunityGoesOn() {
    office.say(ADA, "follow " + PROFILE);
    office.desk.handle(office.command(TOPIC, CLUB, TOPIC, ADA, "trending on"));
    office.told();
    office.desk.handle(new Event.Left("l", GROUP, CLUB, office.clock.instant()));
    assertThat(channels.paused(GROUP).orElseThrow().why().cause()).isEqualTo(Cause.REMOVED);
    assertThat(channels.paused(TOPIC)).isPresent();
    assertThat(office.told(PAT_ALONE, office.told()))
        .hasSize(2)
        .allMatch(one -> one.text().contains("I was removed"));

    office.desk.handle(office.joined());
    assertThat(channels.pausedCount()).isZero();
    assertThat(office.told()).isEmpty();
  }

  @Test
  void givenARemoval_whenTheBridgeDiesBeforeItIsTold_thenOperatorsHearItAfterwards() {
    office.say(ADA, "follow " + PROFILE);
    var left = new Event.Left("l", GROUP, CLUB, office.clock.instant());
    var crash = new CrashPoint(1, false);
    var dying =
        office.desk(OPERATORS, false, office.kept(crash.over(Outbox.class, office.store.outbox())));
    assertThatThrownBy(() -> dying.handle(left)).isInstanceOf(CrashPoint.Crash.class);
    assertThat(channels.paused(GROUP)).isPresent();

    office.desk.handle(left);
    office.desk.handle(left);
    assertThat(office.told(PAT_ALONE, office.told())).hasSize(1);
  }

  @Test
  void givenOneTopicClosed_whenToldSo_thenTheOthersGoOn() {
    office.say(ADA, "follow " + PROFILE);
    office.desk.handle(new Event.Left("l", TOPIC, CLUB, office.clock.instant()));

    assertThat(channels.paused(TOPIC)).isPresent();
    assertThat(channels.paused(GROUP)).isEmpty();
  }

  @Test
  void givenAGroupThatMoves_whenToldTwice_thenItStaysAdmittedWithAllItHas() {
    var to = ChannelId.of("telegram", "-200");
    var club = new Community("telegram", "-200", "Tea Club");
    office.say(ADA, "follow " + PROFILE);
    office.store.settings().set(GROUP, Settings.LANGUAGE, "zh-CN", "1", office.clock.instant());
    var moved = new Event.Moved("m", GROUP, CLUB, to, office.clock.instant());
    office.desk.handle(moved);
    office.desk.handle(moved);

    office.desk.handle(office.command(to, club, to, ADA, "list"));
    var told = office.told();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().text()).contains("mei");
    assertThat(office.languages.of(to)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    office.desk.handle(new Event.Left("l", to, club, office.clock.instant()));
    assertThat(channels.paused(to)).isPresent();
  }

  @Test
  void givenAGroupThatMoves_whenSomebodySpeaksInTheNewOneFirst_thenItIsAdmittedAllTheSame() {
    var to = ChannelId.of("telegram", "-200");
    var club = new Community("telegram", "-200", "Tea Club");
    office.say(ADA, "follow " + PROFILE);
    office.desk.handle(office.command(to, club, to, ADA, "list"));
    assertThat(office.told(to, office.told()).getFirst().text()).contains("must admit");
    office.desk.handle(new Event.Moved("m", GROUP, CLUB, to, office.clock.instant()));

    office.desk.handle(office.command(to, club, to, ADA, "list"));
    assertThat(office.told(to, office.told()).getFirst().text()).contains("mei");
  }

  @Test
  void givenAGroupThatWaits_whenItMoves_thenItStillWaits() {
    var fresh = new Office();
    fresh.desk.handle(fresh.joined());
    var to = ChannelId.of("telegram", "-200");
    fresh.desk.handle(new Event.Moved("m", GROUP, CLUB, to, fresh.clock.instant()));
    fresh.told();
    var club = new Community("telegram", "-200", "Tea Club");
    fresh.desk.handle(fresh.command(to, club, to, ADA, "follow x"));

    var told = fresh.told();
    assertThat(fresh.told(to, told).getFirst().text()).contains("must admit");
    assertThat(fresh.told(PAT_ALONE, told)).hasSize(1);
  }

  @Test
  void givenAServiceThatDoesNotSay_whenSomethingIsChanged_thenItIsAsked() {
    assertThat(office.say(SOMEBODY, "follow " + PROFILE)).startsWith("Only people who manage");
    office.telegram.promote(SOMEBODY.id());
    assertThat(office.say(SOMEBODY, "follow " + PROFILE)).startsWith("Following");
    assertThat(office.say(PAT, "unfollow 1")).startsWith("No longer");
  }

  @Test
  void givenRightsThatCannotBeFoundOut_whenSomethingIsChanged_thenThePersonTriesAgain() {
    var open = new Office(OPERATORS, true, 400);
    var channel = ChannelId.of("discord", "1");
    var guild = new Community("discord", "5", "Guild");
    open.desk.handle(open.command(channel, guild, channel, SOMEBODY, "follow " + PROFILE));

    assertThat(open.told().getFirst().text()).contains("could not find out").contains("Try again");
    assertThat(open.store.subscriptions().of(channel)).isEmpty();
  }

  @Test
  void givenAnAnswerToOnePerson_whenCommanding_thenTheAnswerGoesThereAndNamesNoOtherMessage() {
    var alone = ChannelId.of("telegram", "!q1");
    office.desk.handle(office.command(GROUP, CLUB, alone, ADA, "list"));

    var told = office.told();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().place()).isEqualTo(alone);
    assertThat(told.getFirst().notice().replyTo()).isEmpty();
  }

  @Test
  void givenAStoppedGateway_whenAManagerOfOneGroupResumes_thenItStaysStopped() {
    office.platform.failNext(1, new Failure.Captcha());
    office.say(ADA, "follow https://www.rednote.com/explore/n1?xsec_token=T");

    assertThat(office.say(ADA, "resume")).contains("only an operator");
    assertThat(office.say(ADA, "status")).contains("captcha");
    assertThat(office.say(PAT, "resume")).startsWith("Going on with gate.");
  }

  @Test
  void givenAClosedChannel_whenItWaitsForSomething_thenOperatorsHearOnceADay() {
    var told = new ArrayList<String>();
    var notices =
        new ChannelNotices(
            office.store.subscriptions(),
            (key, english) -> told.add(key + "|" + english),
            office.wording,
            office.clock);
    notices.accept(new Paused(TOPIC, Cause.GONE, ""));
    notices.accept(new Paused(ChannelId.person("telegram", "9"), Cause.BLOCKED, ""));
    assertThat(told).isEmpty();

    var now = office.clock.instant();
    office.store.subscriptions().add(GROUP, new Feed.TrendingFeed(), 0, now);
    notices.accept(new Paused(GROUP, Cause.NOT_ALLOWED, "Send Messages"));
    notices.accept(new Paused(GROUP, Cause.NOT_ALLOWED, "Send Messages"));
    assertThat(told.getFirst())
        .startsWith("closed:telegram:-100:NOT_ALLOWED:2026-03-01|")
        .contains("The channel telegram:-100 is closed to me: I lack a permission: Send Messages")
        .isEqualTo(told.getLast());
  }

  @Test
  void givenAGatewayThatStops_whenItGoesOnAgain_thenOperatorsHearBothWithWhatToDo() {
    var notices =
        new OperatorNotices(
            OPERATORS,
            office.store.outbox(),
            office.languages,
            office.wording,
            office.clock,
            () -> {});
    var guard =
        new GuardedPlatform(
            office.platform,
            "gate",
            new GuardedPlatform.Limits(400),
            office.store.accounts(),
            office.tally,
            office.clock,
            new SourceNotices("gate", () -> false, notices, office.wording, office.clock));
    office.platform.failNext(1, new Failure.Captcha());
    for (int i = 0; i < 3; i++) {
      try {
        guard.latest(new Feed.TrendingFeed(), Optional.empty());
      } catch (PlatformException e) {
        assertThat(e.failure()).isNotNull();
      }
    }
    var stop = office.told();
    assertThat(stop).hasSize(2);
    assertThat(stop.getFirst().text()).contains("captcha").contains("solve the captcha");
    office.clock.advance(Duration.ofMinutes(5));
    guard.resume();
    assertThat(office.told()).hasSize(2).allMatch(one -> one.text().startsWith("All is well"));
  }

  @Test
  void givenManyQuestions_whenTheGatewayStops_thenTheyDoNotDrownTheNotice() {
    var notices =
        new OperatorNotices(
            OPERATORS,
            office.store.outbox(),
            office.languages,
            office.wording,
            office.clock,
            () -> {});
    for (int i = 0; i < 100; i++) {
      notices.ask("admit:telegram:-" + i, _ -> "May it?", List.of());
      notices.tell("closed:telegram:-" + i + ":GONE:2026-03-01", "It is closed.");
    }
    notices.tell("source:gate:CAPTCHA:1", "Solve the captcha.");

    assertThat(office.told(PAT_ALONE, office.told()))
        .hasSize(30 + 1 + 30 + 1 + 1)
        .last()
        .satisfies(one -> assertThat(one.text()).contains("captcha"));
  }

  @Test
  void givenANotice_whenToldAgain_thenItIsNotRepeated() {
    var notices =
        new OperatorNotices(
            OPERATORS,
            office.store.outbox(),
            office.languages,
            office.wording,
            office.clock,
            () -> {});
    notices.tell("k", "Something happened.");
    notices.tell("k", "Something happened.");

    assertThat(office.told()).hasSize(2);
  }

  @Test
  void givenTheMenu_whenListed_thenServicesCanShowIt() {
    var menu = office.desk.menu();

    assertThat(menu).extracting(e -> e.name()).startsWith("follow").endsWith("help").hasSize(17);
    assertThat(menu)
        .allSatisfy(entry -> {
          assertThat(entry.name()).matches("[a-z]{1,32}");
          assertThat(entry.descriptions().keySet())
              .containsExactlyInAnyOrder(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
          assertThat(entry.descriptions().values()).allMatch(d -> d.length() <= 100);
          entry
              .argument()
              .ifPresent(a ->
                  assertThat(a.descriptions().values())
                      .hasSize(2)
                      .allMatch(d -> !d.isBlank() && d.length() <= 100));
        });
    assertThat(menu.stream().filter(e -> e.managersOnly()).map(e -> e.name()))
        .containsExactly("follow", "unfollow", "trending", "filter", "resume", "admit", "turnaway");
    assertThat(menu.stream().filter(e -> e.argument().filter(a -> a.required()).isPresent()))
        .extracting(e -> e.name())
        .containsExactly("follow", "unfollow", "trending", "search", "note", "explain");
  }

  private List<String> suggested(String typed) {
    return office.desk.suggest(GROUP, typed).stream()
        .map(s -> s.label() + "=" + s.value())
        .toList();
  }

  @Test
  void givenAWordThatIsBegun_whenTyping_thenItIsCompletedFromTheStore() {
    office.store.notes().keep(SampleNotes.MEI);
    office.store.notes().keep(SampleNotes.creator("mei2", "小美"));
    office.say(ADA, "follow mei");
    office.say(ADA, "trending on");
    var lin = SampleNotes.creator("lin", "Lin 林");
    office.seen(SampleNotes.note("n1", "面馆", "x", lin, SampleNotes.PUBLISHED));

    assertThat(suggested("unfollow "))
        .containsExactly("小美=mei", "RedNote’s recommendations=trending");
    assertThat(suggested("unfollow REC")).containsExactly("RedNote’s recommendations=trending");
    assertThat(suggested("follow 小美")).containsExactly("小美=mei2");
    assertThat(suggested("follow li")).containsExactly("Lin 林=lin");
    assertThat(suggested("follow ")).isEmpty();
    assertThat(suggested("why ")).containsExactly("面馆=n1");
    assertThat(suggested("why n")).containsExactly("面馆=n1");
    assertThat(suggested("why 火锅")).isEmpty();
    assertThat(suggested("trending o")).containsExactly("on=on", "off=off", "on last 3=on last 3");
    assertThat(suggested("language zh")).containsExactly("中文 (zh-CN)=zh-CN");
    assertThat(suggested("language")).hasSize(2);
    assertThat(suggested("admit ")).isEmpty();
    assertThat(suggested("list ")).isEmpty();
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenMuchToSuggest_whenTyping_thenItIsShortAndFits() {
    for (int i = 0; i < 40; i++) {
      var id = "c" + i;
      office.store.notes().keep(SampleNotes.creator(id, "😀".repeat(80) + "\n" + i));
      office
          .store
          .subscriptions()
          .add(
              GROUP,
              new Feed.CreatorFeed(SampleNotes.creator(id, "").id()),
              0,
              office.clock.instant());
    }

    var all = office.desk.suggest(GROUP, "unfollow ");
    assertThat(all).hasSize(25);
    assertThat(all).allMatch(s -> s.label().length() <= 100 && !s.label().contains("\n"));
    assertThat(all).noneMatch(s -> s.label().contains("?"));
  }

  @Test
  void givenHostileTyping_whenSuggesting_thenNothingIsThrown() {
    for (var text : org.littleredbridge.HostileTexts.all()) {
      for (var entry : office.desk.menu()) {
        assertThat(office.desk.suggest(GROUP, entry.name() + " " + text)).hasSizeLessThan(26);
      }
      assertThat(office.desk.suggest(GROUP, text)).isEmpty();
    }
    var broken =
        office.desk(
            OPERATORS,
            false,
            new Desk.Kept(
                office.store.notes(),
                locked(org.littleredbridge.follow.Subscriptions.class),
                office.store.settings(),
                office.store.feedStates(),
                office.store.outbox(),
                channels,
                office.store.communities(),
                office.store.glossary()));
    assertThat(broken.suggest(GROUP, "unfollow x")).isEmpty();
  }

  /// A port of a store that takes nothing and gives nothing.
  private static <T> T locked(Class<T> port) {
    return port.cast(
        java.lang.reflect.Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, _, _) -> {
              throw new IllegalStateException("the store is locked");
            }));
  }

  @Test
  void givenAnOperatorsWordsInHelp_whenMembersAsk_thenTheyAreNotListed() {
    assertThat(office.say(GUS, "help")).doesNotContain("/admit");
    assertThat(office.say(new Member("7", "Pat", Member.Standing.TAKES_PART), "help"))
        .contains("/admit")
        .contains("/turnaway");
  }
}
