package org.littleredbridge.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// A channel with a note in it, members who reply, and RedNote on the other side.
final class RelayTown {
  static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  static final Community TOWN = new Community("web", "town", "Town");
  static final Member ANNA = new Member("7", "Anna", Member.Standing.TAKES_PART);
  static final Duration SETTLE = Duration.ofMinutes(2);
  static final RelaySettings DIRECT = settings(CommentMode.DIRECT, Duration.ZERO, 100);

  final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  final MemoryStore store = new MemoryStore();
  final FakePlatform platform = new FakePlatform(clock);
  final Tally tally = new Tally();
  final List<Engine> engines = new ArrayList<>();
  private int shownSoFar;
  final Note note = platform.publish(SampleNotes.note("n1", "面馆"));
  final MessageRef shown = show(note);

  static RelaySettings settings(CommentMode mode, Duration spacing, int daily) {
    return new RelaySettings(
        mode,
        new CommentGuard(280),
        new CommentBudget(spacing, daily),
        SETTLE,
        List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)));
  }

  /// Puts a note into the lobby, the way a delivery does.
  MessageRef show(Note one) {
    accept(one);
    return deliverAll().getLast().message();
  }

  /// A note that waits to be shown.
  void accept(Note one) {
    store
        .outbox()
        .accept(
            new Feed.TrendingFeed(),
            List.of(new Outbox.Routed(one, Map.of(LOBBY, new Verdict.Send()))),
            clock.instant());
  }

  /// The message that the next delivery will be shown as.
  MessageRef next() {
    return new MessageRef(LOBBY, "shown-" + (shownSoFar + 1));
  }

  /// What waited for the lobby and is shown now.
  record Shown(Cargo cargo, MessageRef message) {}

  /// Shows all that waits, in order.
  List<Shown> deliverAll() {
    var shown = new ArrayList<Shown>();
    for (var claim : store.outbox().claimDue(clock.instant(), 10, 1_000, Duration.ofMinutes(1))) {
      for (Delivery delivery : claim.deliveries()) {
        var message = next();
        shownSoFar++;
        store.outbox().partSent(delivery, 0, new Sent(message), clock.instant());
        store.outbox().delivered(delivery, clock.instant());
        shown.add(new Shown(delivery.cargo(), message));
      }
      store.outbox().release(claim.channel());
    }
    return shown;
  }

  /// What the members were told since the last time, in order.
  List<Cargo> told() {
    return deliverAll().stream().map(Shown::cargo).toList();
  }

  Event.Reply reply(String id, MessageRef to, String text) {
    return new Event.Reply(
        "web-" + id, LOBBY, TOWN, new MessageRef(LOBBY, id), to, ANNA, text, clock.instant());
  }

  Event.Reply reply(String id, String text) {
    return reply(id, shown, text);
  }

  RelayPorts ports() {
    return ports(platform);
  }

  RelayPorts ports(NotePlatform over) {
    return ports(over, store.messageMap());
  }

  RelayPorts ports(MessageMap messages) {
    return ports(platform, messages);
  }

  private RelayPorts ports(NotePlatform over, MessageMap messages) {
    return new RelayPorts(
        over,
        store.notes(),
        messages,
        store.replies(),
        store.outbox(),
        translations(),
        new Wording(),
        languages(),
        tally,
        clock,
        () -> {});
  }

  RelayPorts dying(CrashPoint crash) {
    return new RelayPorts(
        crash.over(NotePlatform.class, platform),
        crash.over(Notes.class, store.notes()),
        crash.over(MessageMap.class, store.messageMap()),
        crash.over(ReplyLedger.class, store.replies()),
        crash.over(Outbox.class, store.outbox()),
        translations(),
        new Wording(),
        languages(),
        tally,
        clock,
        () -> {});
  }

  /// Another way to the same memory: what was answered here is known to the relay.
  TranslationChain chain() {
    return translations();
  }

  private TranslationChain translations() {
    return new TranslationChain(
        engines, store.translations(), (_, _) -> List.of(), new Tally(), clock);
  }

  private ChannelLanguage languages() {
    return new ChannelLanguage(store.settings(), Locale.ENGLISH);
  }

  ReplyRelay relay() {
    return relay(ports(), DIRECT);
  }

  ReplyRelay relay(RelayPorts ports, RelaySettings settings) {
    return new ReplyRelay(ports, settings, new OwnComment(ports.platform(), clock));
  }

  AnswerWatcher watcher(RelayPorts ports) {
    return new AnswerWatcher(ports, DIRECT, new OwnComment(ports.platform(), clock));
  }

  RelayedReply find(String id) {
    return store.replies().find(new MessageRef(LOBBY, id)).orElseThrow();
  }

  Optional<RelayedReply> maybe(String id) {
    return store.replies().find(new MessageRef(LOBBY, id));
  }

  List<String> posted() {
    return platform.posted().stream().map(Comment::text).toList();
  }

  void advance(Duration step) {
    clock.advance(step);
  }
}
