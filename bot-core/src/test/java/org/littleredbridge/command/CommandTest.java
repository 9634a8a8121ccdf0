package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.Sources;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// What people can ask of the bridge, and what it answers.
final class CommandTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Community TOWN = new Community("web", "town", "Town");
  private static final Member ADMIN = new Member("1", "Ada", Member.Standing.MANAGES);
  private static final Member GUEST = new Member("2", "Gus", Member.Standing.TAKES_PART);
  private static final Operators NOBODY = Operators.of(List.of());
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final String PROFILE = "https://www.rednote.com/user/profile/";
  private static final String NOTE = "https://www.rednote.com/explore/";
  private static final List<String> COMMANDS =
      List.of(
          "follow",
          "unfollow",
          "list",
          "trending",
          "search",
          "filter",
          "language",
          "tone",
          "glossary",
          "why",
          "note",
          "explain",
          "status",
          "resume",
          "admit",
          "turnaway",
          "help");

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakePlatform platform = new FakePlatform(clock);
  private final Tally tally = new Tally();
  private final AtomicInteger polls = new AtomicInteger();
  private final GuardedPlatform guard =
      new GuardedPlatform(
          platform,
          "gate",
          new GuardedPlatform.Limits(400),
          store.accounts(),
          tally,
          clock,
          _ -> {});
  private final ChannelLanguage languages = new ChannelLanguage(store.settings(), Locale.ENGLISH);
  private final CommandDesk desk = desk(store.subscriptions(), store.settings(), store.outbox());
  private int events;

  private CommandDesk desk(Subscriptions subscriptions, Settings settings, Outbox outbox) {
    return new CommandDesk(
        new Desk(
            Sources.of(guard),
            new FakeLinks(),
            new TranslationChain(
                List.of(), store.translations(), (_, _) -> List.of(), tally, clock),
            new Desk.Kept(
                store.notes(),
                subscriptions,
                settings,
                store.feedStates(),
                outbox,
                store.channels(),
                store.communities(),
                store.glossary()),
            new Desk.People(
                List.of(),
                new Rights(List.of(), NOBODY),
                new Admission(store.communities(), NOBODY, false),
                new OperatorNotices(NOBODY, outbox, languages, new Wording(), clock, () -> {})),
            languages,
            new Wording(),
            () -> {},
            polls::incrementAndGet,
            clock));
  }

  private Event.Command event(Member member, String words) {
    var id = "e" + ++events;
    return new Event.Command(
        id, LOBBY, TOWN, Optional.of(new MessageRef(LOBBY, id)), member, words, clock.instant());
  }

  private String say(String words) {
    return say(ADMIN, words);
  }

  private String say(Member member, String words) {
    var event = event(member, words);
    desk.handle(event);
    var answers = answers();
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().replyTo()).isEqualTo(event.message());
    return answers.getFirst().text();
  }

  private List<Cargo.Notice> answers() {
    return store.outbox().claimDue(clock.instant(), 9, 999, Duration.ofMinutes(1)).stream()
        .flatMap(claim -> {
          claim.deliveries().forEach(d -> store.outbox().delivered(d, clock.instant()));
          store.outbox().release(claim.channel());
          return claim.deliveries().stream();
        })
        .map(Delivery::cargo)
        .map(Cargo.Notice.class::cast)
        .toList();
  }

  private List<Feed> followed() {
    return store.subscriptions().of(LOBBY).stream().map(Subscription::feed).toList();
  }

  private void seen(Note note, Map<ChannelId, Verdict> verdicts) {
    store.outbox().accept(TRENDING, List.of(new Outbox.Routed(note, verdicts)), clock.instant());
  }

  @Test
  void givenAProfileLinkWithAToken_whenFollowed_thenItIsFollowedWithoutARequest() {
    assertThat(say("follow " + PROFILE + "mei?xsec_token=T1"))
        .isEqualTo("Following this creator. New notes will arrive here as they appear.");

    assertThat(followed()).containsExactly(MEI);
    assertThat(store.notes().creator(SampleNotes.MEI.id()).orElseThrow().ref().token())
        .contains(new AccessToken("T1"));
    assertThat(platform.calls()).isZero();
    assertThat(polls).hasValue(1);
  }

  @Test
  void givenAProfileLinkWithoutAToken_whenNoneIsKnown_thenThePersonIsToldWhatToPaste() {
    assertThat(say("follow " + PROFILE + "mei")).contains("access token").contains("note");
    assertThat(followed()).isEmpty();
  }

  @Test
  void givenAProfileLinkWithoutAToken_whenOneIsKnown_thenItIsFollowed() {
    store.notes().keep(SampleNotes.MEI);

    assertThat(say("follow " + PROFILE + "mei")).startsWith("Following 小美.");
  }

  @Test
  void givenANoteLinkInAShareText_whenFollowed_thenItsAuthorIsFollowed() {
    platform.publish(SampleNotes.note("n1", "面馆"));

    assertThat(say("follow 23 小美发布了一篇小红书笔记，快来看吧！\n " + NOTE + "n1?xsec_token=T1 复制本条信息\nlast 3"))
        .isEqualTo("Following 小美. The newest 3 notes come first, new ones as they appear.");
    assertThat(store.subscriptions().of(LOBBY).getFirst().backlog()).isEqualTo(3);
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(1);
    assertThat(store.notes().note(new NoteId("n1"))).isPresent();
  }

  @Test
  void givenALinkToANoteThatIsKnown_whenFollowed_thenNoRequestIsMadeAndItsTokenIsTheNewest() {
    var bare = SampleNotes.withoutToken(SampleNotes.note("n1", "面馆"));
    seen(withAuthor(bare, new Creator(bareRef(), "小美", Optional.empty())), Map.of());

    assertThat(say("follow " + NOTE + "n1")).contains("access token");
    assertThat(say("follow " + NOTE + "n1?xsec_token=T9")).startsWith("Following 小美.");
    assertThat(platform.calls()).isZero();
    assertThat(store.notes().creator(SampleNotes.MEI.id()).orElseThrow().ref().token())
        .contains(new AccessToken("T9"));
    assertThat(store.notes().note(new NoteId("n1")).orElseThrow().ref().token())
        .contains(new AccessToken("T9"));
  }

  private static CreatorRef bareRef() {
    return new CreatorRef(SampleNotes.MEI.id(), Optional.empty());
  }

  private static Note withAuthor(Note note, Creator author) {
    return new Note(
        note.ref(),
        author,
        note.title(),
        note.text(),
        note.tags(),
        note.content(),
        note.likes(),
        note.publishedAt(),
        note.complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "mei", "小美"})
  void givenTheIdOrNameOfSomethingSeen_whenFollowed_thenItsCreatorIsFollowed(String what) {
    seen(SampleNotes.note("n1", "面馆"), Map.of());

    assertThat(say("follow " + what)).startsWith("Following 小美.");
    assertThat(followed()).containsExactly(MEI);
    assertThat(platform.calls()).isZero();
  }

  @Test
  void givenANameThatSeveralHave_whenFollowed_thenThePersonChoosesById() {
    store.notes().keep(SampleNotes.creator("a", "糖糖"));
    store.notes().keep(SampleNotes.creator("b", "糖糖"));

    assertThat(say("follow 糖糖")).contains("Several").contains("• 糖糖 — a").contains("• 糖糖 — b");
    assertThat(followed()).isEmpty();
    assertThat(say("follow a")).startsWith("Following 糖糖");
  }

  @Test
  void givenNothingKnown_whenFollowed_thenThePersonIsToldWhatIsUnderstood() {
    assertThat(say("follow nobody")).contains("no RedNote link").contains("share button");
    assertThat(say("follow")).startsWith("Whom?");
    assertThat(say("follow last 3")).startsWith("Whom?");
    assertThat(say("follow https://www.rednote.com.evil.example/explore/n1"))
        .contains("no RedNote");
  }

  @Test
  void givenABacklog_whenItIsTooLarge_thenThePersonIsToldTheLimit() {
    store.notes().keep(SampleNotes.MEI);
    for (var many : List.of("21", "999", "1000", "9999999999", "9".repeat(5_000))) {
      assertThat(say("follow 小美 last " + many)).as(many).contains("at most 20");
      assertThat(say("trending on last " + many)).as(many).contains("at most 20");
    }
    assertThat(followed()).isEmpty();
    assertThat(say("follow 小美 LAST 0020")).contains("newest 20");
  }

  @Test
  void givenAWordThatOnlyEndsInLast_whenFollowed_thenItIsPartOfTheName() {
    store.notes().keep(SampleNotes.creator("a", "blast 3"));
    store.notes().keep(SampleNotes.creator("b", "last"));

    assertThat(say("follow blast 3")).startsWith("Following blast 3. New");
    assertThat(say("follow last")).startsWith("Following last. New");
  }

  @Test
  void givenAFollowedCreator_whenFollowedAgain_thenNothingChanges() {
    store.notes().keep(SampleNotes.MEI);
    say("follow mei");

    assertThat(say("follow mei last 5")).isEqualTo("This channel follows 小美 already.");
    assertThat(store.subscriptions().of(LOBBY).getFirst().backlog()).isZero();
  }

  @Test
  void givenAGatewayThatDoesNotAnswer_whenFollowed_thenThePersonReadsWhy() {
    platform.failNext(1, new Failure.Unreachable("Connection refused"));

    assertThat(say("follow " + NOTE + "n1?xsec_token=T")).contains("gateway does not answer");
    assertThat(say("follow https://xhslink.com/a/b")).contains("gateway does not answer");
    assertThat(say("follow " + NOTE + "n1?xsec_token=T")).contains("gone");
  }

  @Test
  void givenAList_whenUnfollowedByNumberLinkIdNameOrWord_thenItIsGone() {
    store.notes().keep(SampleNotes.MEI);
    for (var way : List.of("1", "mei", "小美", PROFILE + "mei", PROFILE + "mei?xsec_token=T")) {
      say("follow mei");
      assertThat(say("unfollow " + way)).as(way).isEqualTo("No longer following 小美.");
      assertThat(followed()).isEmpty();
    }
    say("trending on");
    assertThat(say("unfollow Trending")).contains("RedNote’s recommendations");
    assertThat(followed()).isEmpty();
  }

  @Test
  void givenNothingLikeIt_whenUnfollowed_thenThePersonIsTold() {
    store.notes().keep(SampleNotes.MEI);

    assertThat(say("unfollow")).startsWith("Whom?");
    assertThat(say("unfollow 0")).contains("no number 0");
    assertThat(say("unfollow 999")).contains("no number 999");
    assertThat(say("unfollow 99999999999999999999")).contains("nothing like that");
    assertThat(say("unfollow nobody")).contains("nothing like that");
    assertThat(say("unfollow mei")).isEqualTo("This channel does not follow 小美.");
    assertThat(say("unfollow trending")).contains("does not follow");
  }

  @Test
  void givenANameThatSeveralHave_whenOneIsFollowedHere_thenThatOneIsMeant() {
    store.notes().keep(SampleNotes.creator("a", "糖糖"));
    store.notes().keep(SampleNotes.creator("b", "糖糖"));
    assertThat(say("unfollow 糖糖")).contains("Several");
    say("follow b");

    assertThat(say("unfollow 糖糖")).isEqualTo("No longer following 糖糖.");
    assertThat(followed()).isEmpty();
  }

  @Test
  void givenSubscriptions_whenListed_thenEachSaysWhenItIsLookedAtNext() {
    assertThat(say("list")).contains("follows nobody yet");
    store.notes().keep(SampleNotes.MEI);
    say("follow mei");
    store.feedStates().polled(MEI, clock.instant(), clock.instant().plusSeconds(1_800));
    say("trending on");
    store.subscriptions().add(LOBBY, new Feed.SearchFeed("面馆"), 0, clock.instant());
    store.feedStates().failed(new Feed.SearchFeed("面馆"), clock.instant().plusSeconds(9_000), "x");

    assertThat(say("list"))
        .isEqualTo(
            """
            This channel follows 3:
            1. 小美 — next look in 30 min
            2. RedNote’s recommendations — first look in 0 s
            3. search “面馆” — the last look failed, next try in 3 h\
            """);
  }

  @Test
  void givenTrending_whenSwitched_thenItIsOnOrOffAndSaysSo() {
    assertThat(say("trending")).startsWith("Say /trending on");
    assertThat(say("trending maybe")).startsWith("Say /trending on");
    assertThat(say("trending ON last 2")).contains("from now on");
    assertThat(store.subscriptions().of(LOBBY).getFirst().backlog()).isEqualTo(2);
    assertThat(say("trending on")).contains("on already");
    assertThat(say("trending off")).startsWith("No more");
    assertThat(say("trending off")).contains("off already");
  }

  @Test
  void givenALanguage_whenChosen_thenTheChannelIsAnsweredInItFromThenOn() {
    assertThat(say("language")).startsWith("This channel reads English");
    assertThat(say("language zh-CN")).isEqualTo("从现在起我在这里说中文。");
    assertThat(say("list")).startsWith("本频道还没有关注任何人");
    assertThat(say("language")).startsWith("本频道的语言是中文");
    assertThat(say("nonsense")).startsWith("我不认识命令");
    assertThat(say(GUEST, "follow x")).contains("只有管理本频道的人");
    assertThat(say("language en_GB")).startsWith("From now on I speak English");
    assertThat(store.settings().get(LOBBY, Settings.LANGUAGE)).contains("en");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "klingon", "-", "zz-ZZ", "x-en", "\u0000", "{0}", "中文"})
  void givenALanguageThatIsNotSpoken_whenChosen_thenNothingChanges(String tag) {
    assertThat(say("language " + tag)).startsWith("I speak English (en)");
    assertThat(store.settings().get(LOBBY, Settings.LANGUAGE)).isEmpty();
  }

  @Test
  void givenATagWithBallast_whenChosen_thenOnlyTheLanguageIsKept() {
    say("language en-US-u-ca-buddhist-nu-thai-x-" + "private-".repeat(1_000) + "x");
    assertThat(store.settings().get(LOBBY, Settings.LANGUAGE)).contains("en");
    assertThat(say("status")).contains("0 of 400");
    say("language zh-Hant-TW");
    assertThat(store.settings().get(LOBBY, Settings.LANGUAGE)).contains("zh-CN");
  }

  @Test
  void givenDecisions_whenAskedWhy_thenEachIsTold() {
    assertThat(say("why")).contains("follows nobody yet");
    store.notes().keep(SampleNotes.MEI);
    say("follow mei");
    assertThat(say("why")).startsWith("Nothing has been decided yet");
    seen(SampleNotes.note("n1", "面馆"), Map.of(LOBBY, new Verdict.Primed()));
    seen(SampleNotes.note("n2", "火锅"), Map.of(LOBBY, new Verdict.Filtered("deleted")));
    seen(SampleNotes.note("n3", "烧烤"), Map.of(LOBBY, new Verdict.Capped("5 a day")));
    seen(SampleNotes.note("n4", "奶茶"), Map.of());

    assertThat(say("why"))
        .isEqualTo(
            """
            The last notes and what became of them:
            • 烧烤 — held back by a ceiling: 5 a day
            • 火锅 — held back: deleted
            • 面馆 — it was there before this channel followed its creator\
            """);
    assertThat(say("why n2")).isEqualTo("火锅 — held back: deleted");
    var ad = new Verdict.Filtered("exclude:广告");
    seen(SampleNotes.note("n5", "面"), Map.of(LOBBY, ad));
    assertThat(say("why n5"))
        .isEqualTo("面 — held back by a rule of this channel: nothing that mentions “广告”");
    seen(SampleNotes.note("n6", "汤"), Map.of(LOBBY, new Verdict.Capped("perday:5")));
    assertThat(say("why n6")).isEqualTo("汤 — held back by a ceiling: at most 5 notes a day");
    say("language zh");
    assertThat(say("why n5")).isEqualTo("面 — 被本频道的规则挡下：不要提到“广告”的");
    say("language en");
    assertThat(say("why 看这个 " + NOTE + "n1?xsec_token=T")).startsWith("面馆 — it was there");
    assertThat(say("why n4")).contains("nothing that this channel follows brought it");
    assertThat(say("why n9")).contains("not seen that note yet").contains("next look is in 0 s");
    assertThat(say("why " + PROFILE + "mei")).startsWith("Which note?");
    assertThat(say("why what is this")).startsWith("Which note?");
  }

  @Test
  void givenADelivery_whenAskedWhy_thenItsStateIsTold() {
    seen(SampleNotes.note("n1", "面馆"), Map.of(LOBBY, new Verdict.Send()));
    assertThat(store.outbox().waiting(LOBBY)).isEqualTo(1);
    desk.handle(event(ADMIN, "why n1"));
    assertThat(answer(2)).isEqualTo("面馆 — on its way");

    var note = claimed().getFirst();
    store.outbox().retry(note, clock.instant(), "Discord is away");
    store.outbox().release(LOBBY);
    desk.handle(event(ADMIN, "why n1"));
    assertThat(answer(3)).isEqualTo("面馆 — 1 try failed (Discord is away); I go on trying");

    store.outbox().abandon(note, "the channel is gone", clock.instant());
    assertThat(claimed()).hasSize(2);
    desk.handle(event(ADMIN, "why n1"));
    store.outbox().release(LOBBY);
    assertThat(answer(3)).isEqualTo("面馆 — given up: the channel is gone");
  }

  @Test
  void givenADeliveredNoteWithoutATitle_whenAskedWhy_thenItIsNamedAllTheSame() {
    var untitled = SampleNotes.note("n1", "", "", SampleNotes.MEI, SampleNotes.PUBLISHED);
    var endless =
        SampleNotes.note("n2", "长".repeat(9_000), "", SampleNotes.MEI, SampleNotes.PUBLISHED);
    seen(untitled, Map.of(LOBBY, new Verdict.Send()));
    seen(endless, Map.of(LOBBY, new Verdict.Send()));
    claimed().forEach(d -> store.outbox().delivered(d, clock.instant()));
    store.outbox().release(LOBBY);

    assertThat(say("why n1")).isEqualTo("n1 — delivered");
    assertThat(say("why n2")).hasSizeLessThan(120).endsWith("… — delivered");
  }

  @Test
  void givenNotesInADigest_whenAskedWhy_thenItSaysSo() {
    for (var id : List.of("n1", "n2")) {
      var note = SampleNotes.note(id, id, "", SampleNotes.MEI, SampleNotes.PUBLISHED);
      seen(note, Map.of(LOBBY, new Verdict.Send()));
    }
    clock.advance(Duration.ofHours(1));
    var outbox = store.outbox();
    var claim = outbox.claimDue(clock.instant(), 9, 9, Duration.ofMinutes(1)).getFirst();
    var digest = outbox.catchUp(claim, 1, clock.instant()).deliveries().getFirst();
    desk.handle(event(ADMIN, "why n1"));
    outbox.delivered(digest, clock.instant());
    outbox.release(LOBBY);
    desk.handle(event(ADMIN, "why n2"));

    assertThat(answer(1)).startsWith("n1 — on its way in a digest");
    assertThat(answer(2)).startsWith("n2 — delivered in a digest");
  }

  private List<Delivery> claimed() {
    return store
        .outbox()
        .claimDue(clock.instant(), 9, 99, Duration.ofMinutes(1))
        .getFirst()
        .deliveries();
  }

  /// What the n-th waiting delivery says; all stay where they are.
  private String answer(int n) {
    var waiting = claimed();
    store.outbox().release(LOBBY);
    return ((Cargo.Notice) waiting.get(Math.min(n, waiting.size()) - 1).cargo()).text();
  }

  @Test
  void givenAStop_whenAskedForStatus_thenItSaysWhatAPersonMustDoAndResumeEndsIt() {
    assertThat(say(GUEST, "status"))
        .isEqualTo(
            """
            All is well: RedNote answers through gate.
            Requests to RedNote today: 0 of 400.
            This channel follows 0. /list names them.
            Messages waiting: 0 for this channel, 0 in all.\
            """);
    assertThat(say("resume")).isEqualTo("gate is not stopped.");
    platform.failNext(1, new Failure.Captcha());
    say("follow " + NOTE + "n1?xsec_token=T");

    assertThat(say("status")).contains("captcha to the account of gate").contains("solve");
    assertThat(say("follow " + NOTE + "n1?xsec_token=T")).contains("hold requests");
    assertThat(say("resume")).startsWith("Going on with gate.");
    assertThat(say("resume")).isEqualTo("gate is not stopped.");
  }

  @Test
  void givenHelp_whenAsked_thenEveryCommandHasItsLineInBothLanguages() {
    var english = say("help");
    assertThat(english.lines()).hasSize(COMMANDS.size() + 1);
    assertThat(say("  ")).isEqualTo(english);
    say("language zh");
    assertThat(say("HELP me please").lines()).hasSize(COMMANDS.size() + 1);
    assertThat(COMMANDS.stream().filter(c -> !c.equals("help")))
        .allSatisfy(name -> assertThat(english).contains("• /" + name));
  }

  @Test
  void givenAMemberWithoutRights_whenCommanding_thenOnlyAskingIsAllowed() {
    store.notes().keep(SampleNotes.MEI);
    say("follow mei");
    for (var change :
        List.of(
            "follow x",
            "unfollow 1",
            "trending on",
            "trending",
            "filter 1 exclude x",
            "filter 1",
            "language zh",
            "resume")) {
      assertThat(say(GUEST, change)).as(change).startsWith("Only people who manage this channel");
    }
    assertThat(followed()).containsExactly(MEI);
    for (var question : List.of("list", "language", "why", "status", "help", "why n1")) {
      assertThat(say(GUEST, question)).as(question).doesNotStartWith("Only people");
    }
  }

  @Test
  void givenAnUnknownCommand_whenSaid_thenItIsNamedShortly() {
    assertThat(say("Dance with me"))
        .isEqualTo("I do not know the command “dance”. /help lists what I can do.");
    assertThat(say("😀".repeat(5_000))).contains("😀".repeat(40) + "…").hasSizeLessThan(200);
    assertThat(say("{0} 'x'")).contains("“{0}”");
  }

  @Test
  void givenOtherWhiteSpace_whenSaid_thenTheCommandIsUnderstood() {
    store.notes().keep(SampleNotes.MEI);
    for (var space : List.of("\n", "\t", "\u3000", "\r\n", "   ")) {
      assertThat(say("unfollow" + space + "mei")).contains("does not follow 小美");
    }
  }

  static Stream<String> hostile() {
    return Stream.concat(
        HostileTexts.all().stream(),
        Stream.of(
            "x".repeat(10_000),
            " ".repeat(10_000) + "x",
            "last ".repeat(2_000),
            "last" + " ".repeat(10_000) + "3",
            "last 3 ".repeat(2_000) + "x",
            "https://www.rednote.com/explore/" + "x".repeat(10_000),
            "9".repeat(10_000),
            "-1",
            "٣",
            "\ud83d"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void givenAHostileArgument_whenAnyCommandGetsIt_thenThereIsAnAnswer(String text) {
    for (var command : COMMANDS) {
      assertThat(say(command + " " + text)).as(command).isNotBlank();
    }
    assertThat(say(text)).isNotBlank();
    assertThat(followed()).isEmpty();
  }

  @Test
  void givenRandomWords_whenSaid_thenThereIsAlwaysAnAnswer() {
    var random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      var words = new StringBuilder(COMMANDS.get(random.nextInt(COMMANDS.size()))).append(' ');
      random.ints(random.nextInt(0, 60), 0, 0x3000).forEach(c -> words.append((char) c));
      assertThat(say(words.toString())).isNotBlank();
    }
  }

  @Test
  void givenTheSameEventTwice_whenHandled_thenThereIsOneAnswer() {
    store.notes().keep(SampleNotes.MEI);
    var event = event(ADMIN, "follow mei");
    desk.handle(event);
    desk.handle(event);

    assertThat(answers()).hasSize(1);
    assertThat(followed()).containsExactly(MEI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unfollow 1", "follow b last 2", "trending on", "language zh"})
  void givenADeathAtEveryCall_whenTheCommandRunsAgain_thenItIsDoneOnce(String words) {
    var expected = afterADeath(words, new CrashPoint(Integer.MAX_VALUE, false));
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        var crash = new CrashPoint(call, done);
        assertThat(afterADeath(words, crash)).as("%s, %s", call, done).isEqualTo(expected);
        lived = !crash.happened();
      }
    }
  }

  private static List<Feed> afterADeath(String words, CrashPoint crash) {
    var fresh = new CommandTest();
    for (var id : List.of("a", "b", "c")) {
      fresh.store.notes().keep(SampleNotes.creator(id, "name of " + id));
    }
    fresh.say("follow a");
    fresh.say("follow c");
    var event = fresh.event(ADMIN, words);
    try {
      fresh
          .desk(
              crash.over(Subscriptions.class, fresh.store.subscriptions()),
              crash.over(Settings.class, fresh.store.settings()),
              crash.over(Outbox.class, fresh.store.outbox()))
          .handle(event);
    } catch (CrashPoint.Crash e) {
      assertThat(e).isNotNull();
    }
    fresh.desk.handle(event);
    assertThat(fresh.answers()).hasSize(1);
    return fresh.followed();
  }

  @Test
  void givenAFaultOfTheBridge_whenItApologises_thenTheMemberIsToldOnce() {
    var event = event(ADMIN, "list");
    desk.apologise(event);
    desk.apologise(event);

    var told = answers();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().text()).contains("fault of mine");
    assertThat(told.getFirst().replyTo()).isEqualTo(event.message());
  }

  @Test
  void givenACommandWithoutAMessage_whenHandled_thenTheAnswerIsNoReply() {
    desk.handle(
        new Event.Command("e", LOBBY, TOWN, Optional.empty(), ADMIN, "list", clock.instant()));

    assertThat(answers().getFirst().replyTo()).isEmpty();
  }
}
