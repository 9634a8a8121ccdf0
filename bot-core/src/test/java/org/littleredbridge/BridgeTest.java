package org.littleredbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.command.CommandDesk;
import org.littleredbridge.command.Desk;
import org.littleredbridge.command.OperatorNotices;
import org.littleredbridge.deliver.Deliverer;
import org.littleredbridge.deliver.Dispatcher;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.NoteLayout;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.Logins;
import org.littleredbridge.health.Plenty;
import org.littleredbridge.health.Sources;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Holdings;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.poll.DayPlan;
import org.littleredbridge.poll.LookPlan;
import org.littleredbridge.poll.PollSchedule;
import org.littleredbridge.poll.Poller;
import org.littleredbridge.poll.Rechecker;
import org.littleredbridge.relay.AnswerWatcher;
import org.littleredbridge.relay.CommentBudget;
import org.littleredbridge.relay.CommentGuard;
import org.littleredbridge.relay.CommentMode;
import org.littleredbridge.relay.OwnComment;
import org.littleredbridge.relay.RelayPorts;
import org.littleredbridge.relay.RelaySettings;
import org.littleredbridge.relay.ReplyRelay;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// The whole bridge with its real clock and threads, between a chat and a RedNote in memory.
final class BridgeTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final Community TOWN = new Community("web", "town", "Town");
  private static final Member ADMIN = new Member("1", "Ada", Member.Standing.MANAGES);
  private static final Operators OPERATORS = Operators.of(List.of("telegram:7"));
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final Clock clock = Clock.systemUTC();
  private final MemoryStore store = new MemoryStore();
  private final FakePlatform platform = new FakePlatform(clock);
  private final FakeMessenger web = new FakeMessenger("web");
  private final FakeMessenger telegram = new FakeMessenger("telegram");
  private final Tally tally = new Tally();
  private final Signals signals = new Signals();
  private Optional<Bridge> running = Optional.empty();

  @AfterEach
  void stop() {
    running.ifPresent(Bridge::close);
    assertThat(web.brokenPromises()).isEmpty();
    assertThat(telegram.brokenPromises()).isEmpty();
  }

  private Bridge started(MessageMap messages) {
    var bridge = bridge(messages);
    bridge.start();
    running = Optional.of(bridge);
    return bridge;
  }

  private Bridge bridge(MessageMap messages) {
    var guard =
        new GuardedPlatform(
            platform,
            "gate",
            new GuardedPlatform.Limits(100_000),
            store.accounts(),
            tally,
            clock,
            _ -> {});
    var wording = new Wording();
    var languages = new ChannelLanguage(store.settings(), Locale.ENGLISH);
    var translations =
        new TranslationChain(List.of(), store.translations(), (_, _) -> List.of(), tally, clock);
    var relayPorts =
        new RelayPorts(
            guard,
            store.notes(),
            messages,
            store.replies(),
            store.outbox(),
            translations,
            wording,
            languages,
            tally,
            clock,
            signals.deliver()::ring);
    var settings =
        new RelaySettings(
            CommentMode.DIRECT,
            new CommentGuard(280),
            new CommentBudget(Duration.ZERO, 1_000),
            Duration.ofMillis(100),
            Stream.iterate(Duration.ofMillis(200), d -> d.plusMillis(200)).limit(100).toList());
    var own = new OwnComment(guard, clock);
    return new Bridge(
        new Bridge.Stages(
            List.of(web, telegram),
            store.inbox(),
            poller(guard),
            new Rechecker(
                new Rechecker.Ports(
                    guard, new Plenty(), store.accounts(), store.looks(), store.notes()),
                LookPlan.SPARING,
                DayPlan.always(ZoneOffset.UTC),
                clock),
            deliverer(translations, languages, wording),
            new ReplyRelay(relayPorts, settings, own),
            new AnswerWatcher(relayPorts, settings, own),
            store.replies(),
            desk(guard, translations, languages, wording),
            new Logins(
                List.of(guard), (_, _) -> {}, wording, SECOND, clock, signals.logins()::ring)),
        new Holdings(
            store.leases(),
            new Leases.Node("here", "this"),
            () -> Duties.of("gate", List.of(web, telegram))),
        signals,
        clock);
  }

  private Poller poller(GuardedPlatform guard) {
    var dispatcher =
        new Dispatcher(store.subscriptions(), store.outbox(), signals.deliver()::ring, clock);
    return new Poller(
        new Poller.Ports(
            guard,
            new Plenty(),
            store.feedStates(),
            store.subscriptions(),
            store.notes(),
            dispatcher),
        new PollSchedule(
            SECOND, SECOND, SECOND, 0.2, DayPlan.always(ZoneOffset.UTC), new Random(5)),
        tally,
        clock);
  }

  private Deliverer deliverer(
      TranslationChain translations, ChannelLanguage languages, Wording wording) {
    var media = new MediaCache(folder, 1 << 20, MediaLimits.DEFAULT, this::fetch, tally, clock);
    var layout =
        new NoteLayout(
            new NoteLayout.Ports(
                new NoteCache(store.notes(), 10),
                store.notes(),
                new FakeLinks(),
                translations,
                media,
                languages,
                wording));
    return new Deliverer(
        new Deliverer.Ports(store.outbox(), store.channels(), languages, wording, tally, _ -> {}),
        List.of(web, telegram),
        layout,
        clock,
        signals.deliver()::ring);
  }

  private CommandDesk desk(
      GuardedPlatform guard,
      TranslationChain translations,
      ChannelLanguage languages,
      Wording wording) {
    return new CommandDesk(
        new Desk(
            Sources.of(guard),
            new FakeLinks(),
            translations,
            new Desk.Kept(
                store.notes(),
                store.subscriptions(),
                store.settings(),
                store.feedStates(),
                store.outbox(),
                store.channels(),
                store.communities(),
                store.glossary()),
            new Desk.People(
                List.of(web, telegram),
                new Rights(List.of(web, telegram), OPERATORS),
                new Admission(store.communities(), OPERATORS, false),
                new OperatorNotices(
                    OPERATORS, store.outbox(), languages, wording, clock, signals.deliver()::ring)),
            languages,
            wording,
            signals.deliver()::ring,
            signals.poll()::ring,
            clock));
  }

  private MediaFile fetch(Media media, Path target, MediaLimits limits) {
    try {
      Files.write(target, new byte[10]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MediaFile(media.kind(), media.key(), target, "image/webp", 10, 3, 4);
  }

  private void command(ChannelId channel, String id, String words) {
    web.emit(
        new Event.Command(
            id,
            channel,
            TOWN,
            Optional.of(new MessageRef(channel, id)),
            ADMIN,
            words,
            clock.instant()));
  }

  private void reply(ChannelId channel, String id, MessageRef to, String text) {
    web.emit(
        new Event.Reply(
            id, channel, TOWN, new MessageRef(channel, id), to, ADMIN, text, clock.instant()));
  }

  /// What the n-th message of a channel says.
  private String said(ChannelId channel, int n) {
    return ((Part.Say) web.awaitSent(channel, n).get(n - 1).part()).text();
  }

  @Test
  void givenARunningBridge_whenANoteAppearsAndIsAnswered_thenAllOfItTravelsBothWays() {
    platform.publish(SampleNotes.note("n1", "面馆"));
    started(store.messageMap());
    store.notes().keep(SampleNotes.MEI);
    command(LOBBY, "c1", "follow mei last 1");

    assertThat(said(LOBBY, 1)).startsWith("Following 小美.");
    var card = web.awaitSent(LOBBY, 2).get(1);
    assertThat(((Part.Card) card.part()).title()).isEqualTo("面馆");
    assertThat(((Part.Card) card.part()).attachments()).hasSize(1);

    platform.publish(
        SampleNotes.note("n2", "火锅", "x", SampleNotes.MEI, SampleNotes.PUBLISHED.plusSeconds(1)));
    var second = web.awaitSent(LOBBY, 3).get(2);
    assertThat(((Part.Card) second.part()).title()).isEqualTo("火锅");

    reply(LOBBY, "m1", second.message(), "好吃吗");
    var outcome = (Part.Outcome) web.awaitSent(LOBBY, 4).get(3).part();
    assertThat(outcome.state()).isEqualTo(ReplyState.POSTED);
    assertThat(outcome.reply()).isEqualTo(new MessageRef(LOBBY, "m1"));
    assertThat(platform.posted()).hasSize(1);

    platform.answerBy(SampleNotes.MEI, platform.posted().getFirst(), "很好吃");
    var home = web.awaitSent(LOBBY, 5).get(4);
    assertThat(((Part.Quote) home.part()).text()).isEqualTo("很好吃");
    assertThat(home.part().replyTo()).contains(new MessageRef(LOBBY, "m1"));

    reply(LOBBY, "m2", home.message(), "谢谢");
    web.awaitSent(LOBBY, 6);
    assertThat(platform.posted().getLast().parent()).contains(platform.posted().getFirst().id());
    assertThat(platform.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void givenANewGroup_whenAnOperatorAdmitsIt_thenNotesButtonsAndRepliesWorkThere() {
    var group = ChannelId.of("telegram", "-100");
    var club = new Community("telegram", "-100", "Tea Club");
    var alone = ChannelId.person("telegram", "7");
    var operator = new Member("7", "Pat", Member.Standing.NOT_SAID);
    platform.publish(SampleNotes.note("n1", "面馆"));
    started(store.messageMap());
    store.notes().keep(SampleNotes.MEI);
    telegram.emit(new Event.Joined("j", group, club, Optional.of(ADMIN), clock.instant()));
    assertThat(((Part.Say) telegram.awaitSent(alone, 1).getFirst().part()).text())
        .contains("“Tea Club”");
    var question = telegram.sent(alone).getFirst().message();
    press(alone, new Community("telegram", "7", "Pat"), question, operator, "a." + club.key());

    assertThat(((Part.Say) telegram.awaitSent(group, 1).getFirst().part()).text())
        .startsWith("An operator has admitted");
    telegram.emit(
        new Event.Command(
            "c", group, club, Optional.empty(), ADMIN, "follow mei last 1", clock.instant()));
    // The promise and the note are made at the same time, in either order.
    var card =
        telegram.awaitSent(group, 3).stream()
            .filter(sent -> sent.part() instanceof Part.Card)
            .findFirst()
            .orElseThrow();
    var answer = press(group, club, card.message(), ADMIN, "o.n1");
    assertThat(((Part.Say) telegram.awaitSent(answer, 1).getFirst().part()).text())
        .isEqualTo("As 小美 wrote it:\n面馆\n\ntext of n1");

    var message = new MessageRef(group, "m1");
    telegram.emit(
        new Event.Reply("r", group, club, message, card.message(), ADMIN, "好", clock.instant()));
    assertThat(telegram.awaitSent(group, 4).get(3).part()).isInstanceOf(Part.Outcome.class);
    assertThat(platform.posted()).hasSize(1);
  }

  @Test
  void givenAGroupThatWasTurnedAway_whenItReplies_thenNothingReachesRedNote() {
    var group = ChannelId.of("telegram", "-100");
    var club = new Community("telegram", "-100", "Tea Club");
    var note = SampleNotes.note("n1", "面馆");
    platform.publish(note);
    store
        .outbox()
        .accept(
            new Feed.TrendingFeed(),
            List.of(new Outbox.Routed(note, Map.of(group, new Verdict.Send()))),
            clock.instant());
    started(store.messageMap());
    var card = telegram.awaitSent(group, 1).getFirst();
    telegram.emit(
        new Event.Reply(
            "r",
            group,
            club,
            new MessageRef(group, "m1"),
            card.message(),
            ADMIN,
            "好",
            clock.instant()));

    var told = (Part.Outcome) telegram.awaitSent(group, 2).get(1).part();
    assertThat(told.state()).isEqualTo(ReplyState.REFUSED);
    assertThat(told.text()).contains("has not admitted");
    assertThat(platform.posted()).isEmpty();
  }

  /// Presses a button and tells where the answer goes.
  private ChannelId press(
      ChannelId channel, Community community, MessageRef message, Member member, String code) {
    var answer = ChannelId.of(channel.messenger(), "!" + message.id() + code.replace(':', '-'));
    telegram.emit(
        new Event.Press(
            "press " + code,
            channel,
            community,
            message,
            answer,
            member,
            Action.of(code).orElseThrow(),
            clock.instant()));
    return answer;
  }

  @Test
  void givenAnEventThatAlwaysFails_whenTriedFiveTimes_thenTheMemberIsToldAndTheChannelGoesOn() {
    var tries = new CountDownLatch(5);
    started(_ -> {
      tries.countDown();
      throw new IllegalStateException("a fault");
    });
    reply(LOBBY, "m1", new MessageRef(LOBBY, "web-1"), "好");
    command(LOBBY, "c1", "list");
    command(GARDEN, "c2", "list");

    assertThat(said(GARDEN, 1)).startsWith("This channel follows nobody");
    assertThat(tries.getCount()).as("the other channel did not wait").isPositive();
    assertThat(said(LOBBY, 1)).contains("fault of mine");
    assertThat(web.sent(LOBBY).getFirst().part().replyTo()).contains(new MessageRef(LOBBY, "m1"));
    assertThat(said(LOBBY, 2)).startsWith("This channel follows nobody");
    assertThat(tries.getCount()).isZero();
    assertThat(store.inbox().waiting(9, 9)).isEmpty();
  }

  @Test
  void givenACommandThatWaitsForAGateway_whenOthersCommand_thenOnlyItsOwnChannelWaits() {
    var go = new CountDownLatch(1);
    started(store.messageMap());
    platform.publish(SampleNotes.note("n1", "面馆"));
    platform.meanwhile(() -> await(go));
    command(LOBBY, "c1", "follow https://www.rednote.com/explore/n1?xsec_token=T");
    command(LOBBY, "c2", "status");
    command(GARDEN, "c3", "help");

    assertThat(said(GARDEN, 1)).startsWith("What I can do");
    assertThat(web.sent(LOBBY)).isEmpty();
    go.countDown();
    assertThat(said(LOBBY, 1)).startsWith("Following");
    assertThat(said(LOBBY, 2)).startsWith("All is well");
  }

  @Test
  void givenManyEventsAtOnce_whenTheyAreHandled_thenEachChannelKeepsItsOrder() {
    started(store.messageMap());
    Crowd.allAtOnce(
        10,
        who -> {
          var channel = ChannelId.of("web", "room-" + who);
          for (int i = 0; i < 30; i++) {
            command(channel, who + "-" + i, "word" + i);
          }
          return who;
        });

    for (int who = 0; who < 10; who++) {
      var sent = web.awaitSent(ChannelId.of("web", "room-" + who), 30);
      for (int i = 0; i < 30; i++) {
        assertThat(((Part.Say) sent.get(i).part()).text()).contains("“word" + i + "”");
      }
    }
  }

  @Test
  void givenAnEventThatTheServiceRepeats_whenItIsHandled_thenItIsAnsweredOnce() {
    started(store.messageMap());
    command(LOBBY, "c1", "list");
    command(LOBBY, "c1", "list");
    command(LOBBY, "c2", "help");

    assertThat(said(LOBBY, 2)).startsWith("What I can do");
  }

  @Test
  void givenWorkInFlight_whenStopped_thenItEndsInOrderAndNoThreadIsLeft() throws Exception {
    var bridge = started(store.messageMap());
    store.notes().keep(SampleNotes.MEI);
    command(LOBBY, "c1", "follow mei");
    web.awaitSent(LOBBY, 1);
    web.hold(LOBBY);
    command(LOBBY, "c2", "list");
    web.awaitSending(LOBBY);
    assertThat(threads()).isNotEmpty();

    var stopping = Thread.ofVirtual().start(bridge::close);
    assertThat(web.closed()).as("the messenger closes last").isFalse();
    web.letGo(LOBBY);
    assertThat(stopping.join(Duration.ofSeconds(30))).isTrue();

    assertThat(web.closed()).isTrue();
    assertThat(web.sent(LOBBY)).hasSize(2);
    assertThat(threads()).isEmpty();
    var calls = platform.calls();
    signals.poll().ring();
    assertThat(platform.calls()).isEqualTo(calls);
  }

  @Test
  void givenAGatewayThatHangs_whenStopped_thenItIsBrokenOffWithinSeconds() throws Exception {
    var hanging = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    platform.meanwhile(() -> {
      hanging.countDown();
      await(never);
    });
    var bridge = started(store.messageMap());
    store.notes().keep(SampleNotes.MEI);
    command(LOBBY, "c1", "follow mei");
    await(hanging);
    var begun = System.nanoTime();
    bridge.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    assertThat(threads()).isEmpty();
  }

  @Test
  void givenABridgeThatNeverStarted_whenStopped_thenItsMessengersAreClosed() {
    bridge(store.messageMap()).close();

    assertThat(web.closed()).isTrue();
  }

  /// Frames of ours on threads beside this one, virtual ones too.
  private List<String> threads() throws IOException {
    var file = folder.resolve("threads-" + System.nanoTime() + ".txt");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.contains("org.littleredbridge."))
          .filter(line -> !line.contains("Test"))
          .toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
