package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.Sources;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.translate.Budget;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.translate.TranslationWatch;
import org.littleredbridge.wording.Wording;

/// A desk with two operators, groups that come and go, and what everybody was told.
final class Office {
  static final Operators OPERATORS = Operators.of(List.of("telegram:7", "discord:8"));
  static final ChannelId PAT_ALONE = ChannelId.person("telegram", "7");
  static final ChannelId QUINN_ALONE = ChannelId.person("discord", "8");
  static final Member PAT = new Member("7", "Pat", Member.Standing.NOT_SAID);
  static final Member ADA = new Member("1", "Ada", Member.Standing.MANAGES);
  static final Member GUS = new Member("2", "Gus", Member.Standing.TAKES_PART);
  static final Member SOMEBODY = new Member("3", "Som", Member.Standing.NOT_SAID);
  static final ChannelId GROUP = ChannelId.of("telegram", "-100");
  static final Community CLUB = new Community("telegram", "-100", "Tea Club");

  final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  final MemoryStore store = new MemoryStore();
  final FakePlatform platform = new FakePlatform(clock);
  final FakeMessenger telegram = new FakeMessenger("telegram");
  final Tally tally = new Tally();
  final Wording wording = new Wording();
  final ChannelLanguage languages = new ChannelLanguage(store.settings(), Locale.ENGLISH);
  final List<String> asked = new ArrayList<>();
  private final List<Engine> engines;
  private final Optional<MediaCache> media;
  final GuardedPlatform guard;
  final CommandDesk desk;
  private int events;

  /// What one place was told.
  record Told(ChannelId place, Cargo.Notice notice) {
    String text() {
      return notice.text();
    }
  }

  Office() {
    this(OPERATORS, false, 400);
  }

  Office(Operators operators, boolean open, int ceiling) {
    this(operators, open, new GuardedPlatform.Limits(ceiling));
  }

  Office(Operators operators, boolean open, GuardedPlatform.Limits limits) {
    this(operators, open, limits, List.of(), Optional.empty());
  }

  /// With engines that are asked first.
  static Office with(Engine... engines) {
    return new Office(
        OPERATORS, false, new GuardedPlatform.Limits(400), List.of(engines), Optional.empty());
  }

  /// With a model, and pictures for it.
  static Office with(Engine model, MediaCache media) {
    return new Office(
        OPERATORS, false, new GuardedPlatform.Limits(400), List.of(model), Optional.of(media));
  }

  private Office(
      Operators operators,
      boolean open,
      GuardedPlatform.Limits limits,
      List<Engine> engines,
      Optional<MediaCache> media) {
    this.engines = engines;
    this.media = media;
    guard = new GuardedPlatform(platform, "gate", limits, store.accounts(), tally, clock, _ -> {});
    desk = desk(operators, open, kept(store.outbox()));
  }

  Desk.Kept kept(Outbox outbox) {
    return new Desk.Kept(
        store.notes(),
        store.subscriptions(),
        store.settings(),
        store.feedStates(),
        outbox,
        store.channels(),
        store.communities(),
        store.glossary());
  }

  CommandDesk desk(Operators operators, boolean open, Desk.Kept kept) {
    return desk(Sources.of(guard), operators, open, kept);
  }

  CommandDesk desk(Sources sources, Operators operators, boolean open, Desk.Kept kept) {
    return new CommandDesk(
        new Desk(
            sources,
            sources,
            new FakeLinks(),
            translations(kept),
            kept,
            new Desk.People(
                List.of(telegram),
                new Rights(List.of(telegram), operators),
                new Admission(kept.communities(), operators, open),
                new OperatorNotices(operators, kept.outbox(), languages, wording, clock, () -> {})),
            languages,
            wording,
            () -> {},
            () -> {},
            clock,
            Optional.empty(),
            media,
            (text, _) ->
                text.contains("谜") ? Optional.empty() : Optional.of(text.replace("\n", " · "))));
  }

  private TranslationChain translations(Desk.Kept kept) {
    var all = new ArrayList<Engine>(engines);
    all.add(new Shouting());
    return new TranslationChain(
        new TranslationChain.Ports(
            all,
            store.translations(),
            Office::slang,
            kept.glossary()::of,
            (_, _) -> Optional.empty(),
            new Budget(store.spending(), Budget.Limits.NONE, TranslationWatch.NOBODY, clock),
            TranslationWatch.NOBODY,
            tally),
        clock);
  }

  /// Says what it was asked for, in the reader's language; does not know the word 谜.
  private final class Shouting implements Engine {
    @Override
    public String name() {
      return "shouting";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public boolean serves(Locale from, Locale to) {
      return true;
    }

    @Override
    public List<Rendering> render(List<String> texts, Locale from, Locale to) {
      asked.add(to + " " + texts);
      return texts.stream()
          .<Rendering>map(text ->
              text.contains("谜")
                  ? new Rendering.NotMine()
                  : new Rendering.Translation(to.getLanguage() + " words"))
          .toList();
    }
  }

  private static List<Footnote> slang(String text, Locale reader) {
    return text.contains("宝子") ? List.of(new Footnote("宝子", "bǎozi", "dear")) : List.of();
  }

  String id() {
    return "e" + ++events;
  }

  Event.Command command(Member member, String words) {
    return command(GROUP, CLUB, GROUP, member, words);
  }

  Event.Command command(
      ChannelId channel, Community community, ChannelId answerTo, Member member, String words) {
    var id = id();
    return new Event.Command(
        id,
        channel,
        community,
        Optional.of(new MessageRef(channel, id)),
        answerTo,
        member,
        words,
        clock.instant());
  }

  Event.Press press(ChannelId channel, Community community, Member member, Action action) {
    var id = id();
    return new Event.Press(
        id,
        channel,
        community,
        new MessageRef(channel, "m1"),
        ChannelId.of(channel.messenger(), "!" + id),
        member,
        action,
        clock.instant());
  }

  Event.Joined joined() {
    return new Event.Joined(id(), GROUP, CLUB, Optional.of(ADA), clock.instant());
  }

  /// What this one command is answered in its place.
  String say(Member member, String words) {
    var event = command(member, words);
    desk.handle(event);
    return told(event.answerTo());
  }

  /// What the one who presses this in the club reads.
  String pressed(Member member, Action action) {
    return pressed(press(GROUP, CLUB, member, action));
  }

  String pressed(Event.Press event) {
    desk.handle(event);
    return told(event.answerTo());
  }

  /// The only thing that a place was told since the last look; other places are left waiting.
  String told(ChannelId place) {
    var here = told().stream().filter(one -> one.place().equals(place)).toList();
    assertThat(here).hasSize(1);
    return here.getFirst().text();
  }

  /// Everything told since the last look.
  List<Told> told() {
    var told = new ArrayList<Told>();
    for (var claim : store.outbox().claimDue(clock.instant(), 99, 999, Duration.ofMinutes(1))) {
      for (var delivery : claim.deliveries()) {
        if (delivery.cargo() instanceof Cargo.Notice notice) {
          told.add(new Told(claim.channel(), notice));
        }
        store.outbox().delivered(delivery, clock.instant());
      }
      store.outbox().release(claim.channel());
    }
    return told;
  }

  List<Told> told(ChannelId place, List<Told> all) {
    return all.stream().filter(one -> one.place().equals(place)).toList();
  }

  /// The club is admitted, and nobody waits to be told anything.
  Office admitted() {
    desk.handle(joined());
    told();
    pressed(press(PAT_ALONE, alone(), PAT, new Action.Approve(CLUB.key())));
    told();
    return this;
  }

  static Community alone() {
    return new Community("telegram", "7", "Pat");
  }

  /// A note that came to the club.
  Note seen(Note note) {
    store
        .outbox()
        .accept(
            new Feed.TrendingFeed(),
            List.of(new Outbox.Routed(note, Map.of(GROUP, new Verdict.Send()))),
            clock.instant());
    platform.publish(note);
    told();
    return note;
  }

  /// A comment that came to the club as an answer.
  Comment seen(Comment comment) {
    store
        .outbox()
        .addAnswer(comment, new MessageRef(GROUP, "m0"), "answer:" + comment.id(), clock.instant());
    told();
    return comment;
  }
}
