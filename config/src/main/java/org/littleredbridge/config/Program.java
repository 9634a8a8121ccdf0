package org.littleredbridge.config;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.littleredbridge.Bridge;
import org.littleredbridge.Duties;
import org.littleredbridge.OnwardClock;
import org.littleredbridge.Signals;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.command.ChannelNotices;
import org.littleredbridge.command.CommandDesk;
import org.littleredbridge.command.CreatorWatch;
import org.littleredbridge.command.Desk;
import org.littleredbridge.command.OperatorNotices;
import org.littleredbridge.command.TranslationNotices;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.deliver.Deliverer;
import org.littleredbridge.deliver.Dispatcher;
import org.littleredbridge.deliver.NoteLayout;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.MovingChannels;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.follow.RememberedSettings;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.health.FreshTokens;
import org.littleredbridge.health.LeasedPlatform;
import org.littleredbridge.health.Logins;
import org.littleredbridge.health.SourceHealth;
import org.littleredbridge.health.SourceNotices;
import org.littleredbridge.health.SourceSentence;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Holdings;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.lease.NodeTakenException;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.poll.DayPlan;
import org.littleredbridge.poll.PollSchedule;
import org.littleredbridge.poll.Poller;
import org.littleredbridge.poll.Rechecker;
import org.littleredbridge.poll.Sightings;
import org.littleredbridge.relay.AnswerWatcher;
import org.littleredbridge.relay.CommentBudget;
import org.littleredbridge.relay.CommentGuard;
import org.littleredbridge.relay.CommentMode;
import org.littleredbridge.relay.OwnComment;
import org.littleredbridge.relay.RelayPorts;
import org.littleredbridge.relay.RelaySettings;
import org.littleredbridge.relay.ReplyRelay;
import org.littleredbridge.sandbox.SandboxException;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.store.Store;
import org.littleredbridge.store.Wake;
import org.littleredbridge.translate.Budget;
import org.littleredbridge.translate.RememberedGlossary;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.translation.Cedict;
import org.littleredbridge.translation.ExtractiveSummary;
import org.littleredbridge.translation.Gloss;
import org.littleredbridge.translation.SlangLexicon;
import org.littleredbridge.web.WebStatus;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole bridge, assembled: the one place that says `new` for everything.
final class Program implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Program.class);

  private static final int NOTES_IN_MEMORY = 2_000;

  private final Parts parts = new Parts();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Clock clock;
  private final Wording wording = new Wording();
  private final Tally tally = new Tally();
  private final Signals signals = new Signals();
  private final Map<String, SourceNotices> told = new ConcurrentHashMap<>();
  // The accounts for which codes to log in can be had.
  private volatile Set<String> codes = Set.of();
  private volatile boolean ready;
  private volatile List<Messenger> messengers = List.of();
  private final BridgeConfig config;
  private final PrintStream out;

  private Program(BridgeConfig config, PrintStream out, Clock system) {
    this.config = config;
    this.out = out;
    this.clock = OnwardClock.of(system);
  }

  /// Starts everything and prints the ready line.
  ///
  /// @throws StartException when something that a person can mend stands in the way
  static Program start(BridgeConfig config, PrintStream out) {
    return start(config, out, Clock.systemDefaultZone());
  }

  /// By another clock than the system's, which may jump; only the messengers' pace goes by its own.
  static Program start(BridgeConfig config, PrintStream out, Clock system) {
    var program = new Program(config, out, system);
    try {
      program.assemble();
      return program;
    } catch (SandboxException e) {
      program.close();
      throw new StartException(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      program.close();
      throw e;
    }
  }

  private void assemble() {
    var dictionary = config.translation().dictionary().map(Cedict::new);
    var rednote = config.rednote().orElseThrow();
    var folder = new Folder(config.data().file());
    var store = parts.opened(Store.open(config.data().store()));
    store.releaseClaims();
    store.settleClock(clock.instant());
    var settings = new RememberedSettings(store.settings());
    var gateway = new Duty.Gateway(RedNote.LEASED).lease();
    var holdings =
        new Holdings(store.leases(), node(), () -> Duties.of(RedNote.LEASED, messengers));
    store.listen(wake -> wake(wake, holdings));
    Supplier<Optional<Lease>> asking = () -> holdings.lease(gateway);
    var replies = store.replies(asking);
    var feeds = store.feedStates(asking);
    var languages =
        new ChannelLanguage(settings, Locale.forLanguageTag(config.translation().target()));
    var operators = Operators.of(config.operators());
    var notices =
        new OperatorNotices(
            operators, store.outbox(), languages, wording, clock, signals.deliver()::ring);
    var pace = rednote.isFictional() ? Pace.SANDBOX : Pace.REAL;
    var dispatcher =
        new Dispatcher(
            store.subscriptions(),
            store.outbox(),
            () -> {
              signals.deliver().ring();
              signals.rechecks().ring();
            },
            clock);
    var looks = store.looks(asking);
    var source =
        RedNoteSide.open(
            rednote,
            new RedNoteSide.Ground(
                folder,
                store,
                tally,
                clock,
                account -> told(account, notices),
                platform -> new LeasedPlatform(platform, gateway, () -> asking.get().isPresent()),
                new Sightings(store.notes(), looks, dispatcher, pace.changes(), clock),
                parts));
    var logins =
        new Logins(
            source.doors(), notices, wording, pace(rednote).login(), clock, signals.logins()::ring);
    codes = logins.accounts();
    for (var guard : source.sources().guards()) {
      sourceNotices(guard.account(), notices).atStart(guard.health());
    }
    var channels = new MovingChannels(store.channels(), store.communities(), settings);
    var sandbox = source.sandbox();
    var sources = source.sources();
    var platform = new FreshTokens(sources, store.notes(), clock);
    var links = source.links();
    var media = source.media();
    var slang = new SlangLexicon();
    var told =
        new TranslationNotices(
            notices,
            new TranslationNotices.Places(
                settings, store.outbox(), languages, signals.deliver()::ring),
            wording,
            clock);
    var glossary = new RememberedGlossary(store.glossary());
    var engines =
        Engines.of(
            config.translation().engines(),
            new Engines.Ground(sandbox, slang, dictionary, clock, parts));
    // Servers say which languages they have before the first note waits for that.
    var target = Locale.forLanguageTag(config.translation().target());
    Thread.ofVirtual()
        .name("engine-languages")
        .start(() -> engines.forEach(engine -> engine.serves(Locale.CHINESE, target)));
    var translations =
        new TranslationChain(
            new TranslationChain.Ports(
                engines,
                store.translations(),
                slang,
                glossary::of,
                new ExtractiveSummary(),
                new Budget(store.spending(), config.translation().budget(), told, clock),
                told,
                tally),
            clock);
    var chats =
        Chats.open(
            config,
            new Chats.Ports(store, media, tally, wording, clock, parts),
            around ->
                new WebStatus(
                    !closed.get(),
                    new Conditions(sources, around, nodes(holdings), wording).lines(),
                    gauges(store)),
            out);
    messengers = chats.messengers();

    var watch =
        new CreatorWatch(
            platform,
            new CreatorWatch.Ports(
                store.notes(),
                store.subscriptions(),
                settings,
                store.outbox(),
                languages,
                wording,
                signals.deliver()::ring),
            clock);
    var poller =
        new Poller(
            new Poller.Ports(
                watch, sources, feeds, store.subscriptions(), store.notes(), dispatcher),
            schedule(rednote.polling()),
            tally,
            clock);
    var rechecker =
        new Rechecker(
            new Rechecker.Ports(
                platform, sources.ofNotes(), store.accounts(), looks, store.notes()),
            pace.changes(),
            new DayPlan(clock.getZone(), rednote.polling().quiet()),
            clock);
    var layout =
        new NoteLayout(
            new NoteLayout.Ports(
                new NoteCache(store.notes(), NOTES_IN_MEMORY),
                store.notes(),
                links,
                translations,
                media,
                languages,
                wording),
            logins);
    var deliverer =
        new Deliverer(
            new Deliverer.Ports(
                store.outbox(),
                channels,
                languages,
                wording,
                tally,
                new ChannelNotices(store.subscriptions(), notices, wording, clock)),
            messengers,
            layout,
            config.delivery().catchUp(),
            clock,
            signals.deliver()::ring);
    var relayPorts =
        new RelayPorts(
            platform,
            store.notes(),
            store.messageMap(),
            replies,
            store.outbox(),
            translations,
            wording,
            languages,
            tally,
            clock,
            signals.deliver()::ring);
    var relaySettings = relaySettings(rednote);
    var own = new OwnComment(sources, clock);
    var desk =
        new CommandDesk(
            new Desk(
                sources,
                platform,
                links,
                translations,
                new Desk.Kept(
                    store.notes(),
                    store.subscriptions(),
                    settings,
                    store.feedStates(),
                    store.outbox(),
                    store.channels(),
                    store.communities(),
                    glossary),
                new Desk.People(
                    messengers,
                    new Rights(messengers, operators),
                    new Admission(store.communities(), operators, config.communitiesOpen()),
                    notices),
                languages,
                wording,
                signals.deliver()::ring,
                signals.poll()::ring,
                clock,
                nodes(holdings),
                Optional.of(media),
                new Gloss(slang, dictionary)));
    var bridge =
        new Bridge(
            new Bridge.Stages(
                messengers,
                store.inbox(),
                poller,
                rechecker,
                deliverer,
                new ReplyRelay(relayPorts, relaySettings, own),
                new AnswerWatcher(relayPorts, relaySettings, own),
                replies,
                desk,
                logins),
            holdings,
            signals,
            clock);

    if (config.sandbox() && sandbox.isPresent()) {
      new Lobby(store.subscriptions(), settings, store.notes(), links)
          .furnish(sandbox.get(), clock.instant());
    }
    // The page first: with its port taken, nothing may have been asked of the account yet.
    chats.listen();
    try {
      parts.opened(bridge).start();
    } catch (NodeTakenException e) {
      throw new StartException(String.valueOf(e.getMessage()));
    }
    Thread.ofVirtual().start(() -> source.greeted().forEach(this::greet));
    ready(chats, sandbox);
  }

  /// Who this process is among those on the store. Without a name of its own it takes any, so that
  /// two of them do not stand in each other's way.
  private Leases.Node node() {
    var process = UUID.randomUUID().toString();
    return new Leases.Node(config.data().node().orElse("node-" + process.substring(0, 8)), process);
  }

  /// What there is to say of several nodes, where there may be several.
  private Optional<Holdings> nodes(Holdings holdings) {
    return Optional.of(holdings).filter(_ -> config.data().isShared());
  }

  /// Another bridge on the same store has left work, or leases.
  private void wake(Wake wake, Holdings holdings) {
    switch (wake) {
      case POLL -> signals.poll().ring();
      case DELIVER -> signals.deliver().ring();
      case RELAY -> signals.relay().ring();
      case LOOKS -> signals.looks().ring();
      case EVENTS -> signals.events().ring();
      case LEASES -> holdings.wake();
    }
  }

  private PollSchedule schedule(BridgeConfig.Polling polling) {
    return new PollSchedule(
        polling.creator(),
        polling.trending(),
        polling.search(),
        polling.jitter(),
        new DayPlan(clock.getZone(), polling.quiet()),
        RandomGenerator.getDefault());
  }

  private static Pace pace(RedNote rednote) {
    return rednote.isFictional() ? Pace.SANDBOX : Pace.REAL;
  }

  private static RelaySettings relaySettings(RedNote rednote) {
    var comments = rednote.comments();
    var pace = pace(rednote);
    return new RelaySettings(
        !rednote.writes() || comments.daily() == 0 ? CommentMode.OFF : comments.mode(),
        new CommentGuard(comments.maxLength()),
        new CommentBudget(comments.spacing(), comments.daily()),
        pace.settle(),
        pace.looks());
  }

  private static Map<String, Long> gauges(Store store) {
    return Map.of("bridge_outbox_waiting", store.outbox().waiting());
  }

  private Consumer<SourceHealth> told(String account, OperatorNotices notices) {
    var sentences = new SourceSentence(wording);
    // The guard has logged the change for machines; this is the sentence for the operator.
    Consumer<SourceHealth> changed =
        health -> log.atWarn().log(sentences.say(Locale.ENGLISH, health, account));
    return changed.andThen(sourceNotices(account, notices));
  }

  private SourceNotices sourceNotices(String account, OperatorNotices notices) {
    return told.computeIfAbsent(
        account,
        name -> new SourceNotices(name, () -> codes.contains(name), notices, wording, clock));
  }

  /// A gateway that is down at the start is no reason not to start; the operator should know at
  /// once.
  private void greet(String account, Supplier<String> health) {
    try {
      log.atInfo()
          .addKeyValue("account", account)
          .addKeyValue("gateway", health.get())
          .log("gateway answers");
    } catch (PlatformException e) {
      log.atWarn()
          .addKeyValue("account", account)
          .addKeyValue("failure", e.failure())
          .log("The RedNote gateway does not answer. The bridge runs and goes on trying.");
    }
  }

  private void ready(Chats chats, Optional<SandboxRedNote> sandbox) {
    var where = chats.web().map(w -> w.url() + " ").orElse("");
    out.println(
        "Little Red Bridge is ready: "
            + where
            + (sandbox.isPresent() ? "(sandbox)" : "(" + gateways() + ")"));
    ready = true;
    sandbox.ifPresent(
        s -> out.println("The fictional RedNote lives at " + s.url() + "/ (Ctrl-C ends both)"));
    out.flush();
  }

  private String gateways() {
    return config.rednote().orElseThrow().sources().stream()
        .map(source -> source.gateway().type())
        .distinct()
        .collect(Collectors.joining("+"));
  }

  /// Blocks until [#close] was called, from a signal for instance.
  void awaitEnd() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
    end.await();
  }

  /// Stops everything in the opposite order of its start. May be called again.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    parts.close();
    if (ready) {
      out.println("Little Red Bridge has stopped.");
      out.flush();
    }
    end.countDown();
  }
}
