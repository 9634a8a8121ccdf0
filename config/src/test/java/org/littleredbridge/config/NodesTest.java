package org.littleredbridge.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.PlatformLinks.Target;
import org.littleredbridge.rednote.RedNoteLinks;
import org.littleredbridge.relay.RelayedReply;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.sandbox.SandboxRedNote.Draft;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.Saying;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramUser;
import org.littleredbridge.store.Store;

/// Three bridges in processes of their own on one PostgreSQL, between RedNote, Telegram and
/// Discord, while chance kills, freezes and ends them or takes their database away. Members reply
/// meanwhile. `-Dbridge.test.seed=…` chooses the same faults again.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are frozen by a signal")
final class NodesTest {
  private static final List<String> NAMES = List.of("east", "south", "west");
  private static final Pattern MARK = Pattern.compile("\\bn\\d{6}\\b");
  private static final TelegramUser ANN = TelegramUser.of(7, "Ann").speaking("en");
  private static final int ROUNDS = Integer.getInteger("bridge.test.faults", 5);
  // Longer than a lease.
  private static final Duration AWAY = Duration.ofSeconds(5);

  private enum Fault {
    KILLED,
    FROZEN,
    ENDED,
    WITHOUT_DATABASE
  }

  private record Said(String text, MessageRef to, Instant at) {}

  private record Wait(Instant since, Instant until) {}

  private record Struck(Fault fault, String node, List<String> had, Instant at, Instant over) {}

  /// A message with a mark, and when it stood there.
  private record Shown(String mark, Instant at) {}

  @TempDir Path folder;

  private final long seed = Long.getLong("bridge.test.seed", System.nanoTime());
  private final Random chance = new Random(seed);
  private final OwnPostgres postgres = new OwnPostgres();
  private final SandboxRedNote rednote = SandboxRedNote.start(SandboxConfig.still(0));
  private final SandboxTelegram telegram =
      SandboxTelegram.start(SandboxTelegramConfig.still(0).withKeep(10_000));
  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.unlimited());
  private final List<Long> groups =
      IntStream.range(0, 3)
          .mapToObj(i -> telegram.createChat(ChatKind.SUPERGROUP, "Tea " + i))
          .toList();
  private final List<SandboxChannel> rooms = new ArrayList<>();
  private final Map<String, DatabaseGate> gates = new ConcurrentHashMap<>();
  private final Map<String, RunningBridge> nodes = new ConcurrentHashMap<>();
  private final Map<String, Instant> published = new ConcurrentHashMap<>();
  private final Map<String, String> noteOf = new ConcurrentHashMap<>();
  private final Map<MessageRef, Said> replies = new ConcurrentHashMap<>();
  private final List<Instant> woken = new ArrayList<>();
  private final List<Struck> struck = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  @BeforeEach
  void settle() {
    System.out.println("three nodes with -Dbridge.test.seed=" + seed);
    telegram.record(MARK);
    rednote.profilePage(2_000);
    groups.forEach(group -> telegram.member(group, ANN, Standing.ADMINISTRATOR));
    var guild = discord.guild("Tea");
    IntStream.range(0, 3).forEach(i -> rooms.add(guild.text("tea-" + i)));
  }

  @AfterEach
  void end() {
    nodes.values().forEach(RunningBridge::close);
    gates.values().forEach(DatabaseGate::close);
    discord.close();
    telegram.close();
    rednote.close();
    postgres.close();
  }

  private String settings(String name) {
    return """
    data: %s
    node: { id: %s }
    communities: open
    web: { port: 0, chat: false }
    rednote:
      gateways: [ { type: xiaohongshu-mcp, url: "%s" } ]
      polling: { creator: 1s, trending: 1s, search: 1s, jitter: 0%%, daily: 1000000 }
      comments: { mode: direct, spacing: 0s, daily: 1000000 }
    delivery: { catch-up: 0 }
    telegram: { token: "%s", api: "%s", limits: { bot: off, chat: off, group: off } }
    discord: { token: "%s", proxy: "127.0.0.1:%d", trust: "%s" }
    """
        .formatted(
            OwnPostgres.settings(gate(name).port()),
            name,
            rednote.url(),
            telegram.token(),
            telegram.url(),
            discord.token(),
            discord.proxy().getPort(),
            discord.caFile());
  }

  private DatabaseGate gate(String name) {
    return gates.computeIfAbsent(name, _ -> new DatabaseGate(postgres.port()));
  }

  private RunningBridge start(String name) {
    try {
      var home = Files.createDirectories(folder.resolve(name));
      var node = RunningBridge.start(home, settings(name));
      nodes.put(name, node);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String follow() {
    var author = rednote.join("小作者");
    rednote.publish(List.of(new Draft(author.id(), "从前", "以前的笔记")));
    var links = new RedNoteLinks(rednote.url());
    if (!(links.find(author.url().toString()).orElseThrow() instanceof Target.ToCreator(var ref))) {
      throw new AssertionError("the stand-in's link to a creator leads elsewhere");
    }
    try (var store = Store.open(postgres.store())) {
      store.notes().keep(new Creator(ref, author.name(), Optional.empty()));
      var feed = new Feed.CreatorFeed(ref.id());
      groups.forEach(group ->
          store
              .subscriptions()
              .add(ChannelId.of("telegram", group.toString()), feed, 0, Instant.now()));
      rooms.forEach(room ->
          store.subscriptions().add(ChannelId.of("discord", room.id()), feed, 0, Instant.now()));
      Eventually.holds(
          "all subscriptions have had their first look", () -> primed(store, feed) || !allAlive());
    }
    return author.id();
  }

  /// Each subscription counts from the first look after it was made, and looks come in between.
  private static boolean primed(Store store, Feed feed) {
    return store.subscriptions().to(feed).stream().allMatch(Subscription::primed);
  }

  private boolean allAlive() {
    return nodes.values().stream().allMatch(RunningBridge::isAlive);
  }

  /// What members and authors do, until it is enough.
  private void live(String author, AtomicBoolean enough) {
    var mine = new Random(seed + 1);
    for (int number = 1; !enough.get(); number++) {
      publish(author, number);
      if (number % 3 == 0) {
        reply(mine, number);
      }
      LockSupport.parkNanos(Duration.ofMillis(60 + mine.nextInt(120)).toNanos());
    }
  }

  private void publish(String author, int number) {
    var mark = "n%06d".formatted(number);
    published.put(mark, Instant.now());
    var draft = new Draft(author, mark + " 今天的茶", "今天写的笔记，去了河边的小店。");
    noteOf.put(mark, rednote.publish(List.of(draft)).getFirst());
  }

  private void reply(Random mine, int number) {
    var group = groups.get(mine.nextInt(groups.size()));
    var cards =
        telegram.messages(group).stream().filter(m -> MARK.matcher(m.words()).find()).toList();
    if (cards.isEmpty()) {
      return;
    }
    var card = cards.get(Math.max(0, cards.size() - 1 - mine.nextInt(5)));
    var text = "写得真好，第" + number + "遍读了";
    var at = Instant.now();
    var message = telegram.say(Saying.of(group, ANN, text).replyTo(card.id()));
    var ref = new MessageRef(ChannelId.of("telegram", Long.toString(group)), "" + message);
    var answered = new MessageRef(ref.channel(), Integer.toString(card.id()));
    replies.put(ref, new Said(text, answered, at));
  }

  @Test
  void givenThreeNodes_whenKilledFrozenAndEnded_thenNothingIsLostRepeatedOrOutOfOrder() {
    var starting =
        NAMES.stream().map(name -> CompletableFuture.runAsync(() -> start(name))).toList();
    starting.forEach(CompletableFuture::join);
    Eventually.holds("each has its share", () -> spread().values().stream().allMatch(n -> n == 1));
    assertThat(spread()).hasSize(3);
    var author = follow();
    var enough = new AtomicBoolean();
    var living = CompletableFuture.runAsync(() -> live(author, enough));

    var faults = faults();
    for (var fault : faults) {
      LockSupport.parkNanos(Duration.ofMillis(500 + chance.nextInt(1_500)).toNanos());
      strike(fault);
    }
    enough.set(true);
    living.join();
    publish(author, published.size() + 1);
    awaitAll();

    struck.forEach(one ->
        story.add(
            "%s: %s with %s, longest wait of a message %d ms since its publication, %s ms when due"
                .formatted(
                    one.fault(),
                    one.node(),
                    one.had(),
                    longestWait(one.at().minusSeconds(2), one.over()).toMillis(),
                    longestDue(one))));
    System.out.println(String.join("\n", story));
    groups.forEach(this::judgeTheWoken);
    groups.forEach(group -> judge("telegram " + group, shown(group), takeOvers("telegram")));
    rooms.forEach(room -> judge("discord " + room.name(), shown(room), 0));
    judgeReplies();
    assertThat(nodes.values()).allSatisfy(node -> assertThat(node.isAlive()).isTrue());
    // A figure, not a gate: how long a busy machine takes says nothing about what is right.
    System.out.println(
        "longest wait of all: %d ms".formatted(longestWait(Instant.MIN, Instant.MAX).toMillis()));
    refusesATwin();
  }

  /// Its lease was taken so often after the first time: on a busy machine a node may come late with
  /// its renewal although nobody struck it.
  private int takeOvers(String messenger) {
    return Integer.parseInt(
            postgres
                .query("select fence from leases where name like '" + messenger + ":%'")
                .getFirst())
        - 1;
  }

  /// Each fault at least once, in an order that chance makes.
  private List<Fault> faults() {
    var faults = new ArrayList<>(List.of(Fault.values()));
    while (faults.size() < ROUNDS) {
      faults.add(Fault.values()[chance.nextInt(Fault.values().length)]);
    }
    Collections.shuffle(faults, chance);
    return faults;
  }

  /// How many leases each node holds.
  private Map<String, Integer> spread() {
    var spread = new HashMap<String, Integer>();
    NAMES.forEach(name -> spread.put(name, 0));
    postgres
        .query(
            "select node from leases where node is not null"
                + " and ends_at > extract(epoch from clock_timestamp()) * 1000")
        .forEach(node -> spread.merge(node, 1, Integer::sum));
    return spread;
  }

  private List<String> leasesOf(String node) {
    return postgres.query("select name from leases where node = '" + node + "' order by name");
  }

  private void strike(Fault fault) {
    var holders = NAMES.stream().filter(name -> !leasesOf(name).isEmpty()).toList();
    var victim = holders.get(chance.nextInt(holders.size()));
    var had = leasesOf(victim);
    var node = requireNonNull(nodes.get(victim));
    var at = Instant.now();
    switch (fault) {
      case KILLED -> {
        node.kill();
        awaitTaken(had, victim);
        start(victim);
      }
      case ENDED -> {
        signal("-TERM", node);
        awaitTaken(had, victim);
        assertThat(node.terminate().out()).contains("has stopped");
        start(victim);
      }
      case FROZEN -> {
        signal("-STOP", node);
        comesBack(victim, had, at, () -> signal("-CONT", node));
      }
      case WITHOUT_DATABASE -> {
        if (chance.nextBoolean()) {
          gate(victim).cut();
        } else {
          gate(victim).fallSilent();
        }
        comesBack(victim, had, at, gate(victim)::open);
      }
    }
    Eventually.holds(
        "each has its share again", () -> spread().values().stream().allMatch(n -> n == 1));
    struck.add(new Struck(fault, victim, had, at, Instant.now()));
  }

  private void awaitTaken(List<String> leases, String from) {
    var begun = System.nanoTime();
    Eventually.holds(
        "another node has " + leases,
        () ->
            leases.stream()
                .allMatch(lease -> holder(lease).filter(n -> !n.equals(from)).isPresent()));
    story.add(
        "%s of %s taken over after %d ms"
            .formatted(leases, from, (System.nanoTime() - begun) / 1_000_000));
  }

  private Optional<String> holder(String lease) {
    return postgres
        .query(
            "select node from leases where node is not null and name = '"
                + lease
                + "' and ends_at > extract(epoch from clock_timestamp()) * 1000")
        .stream()
        .findFirst();
  }

  /// It was away for longer than its leases last, and wakes.
  private void comesBack(String victim, List<String> had, Instant at, Runnable wake) {
    awaitTaken(had, victim);
    while (Duration.between(at, Instant.now()).compareTo(AWAY) < 0) {
      LockSupport.parkNanos(20_000_000);
    }
    woken.add(Instant.now());
    wake.run();
    Eventually.holds("it takes part again", () -> spread().getOrDefault(victim, 0) == 1);
  }

  /// Whatever a node that woke had still wanted to send, another had sent meanwhile: it shows as a
  /// repetition.
  private void judgeTheWoken(long group) {
    for (var woke : woken) {
      var seen = new HashSet<String>();
      var late =
          shown(group).stream()
              .filter(one -> !seen.add(one.mark()))
              .filter(one -> !one.at().isBefore(woke))
              .filter(one -> one.at().isBefore(woke.plus(AWAY)))
              .toList();
      assertThat(late)
          .as("beyond what was in flight in %s when a node woke, seed %s", group, seed)
          .hasSizeLessThan(2);
    }
  }

  private static void signal(String signal, RunningBridge node) {
    try {
      var kill = new ProcessBuilder("kill", signal, Long.toString(node.pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<Shown> shown(long group) {
    var received = telegram.received().get(group);
    return received == null
        ? List.of()
        : received.messages().stream()
            .filter(m -> !m.mark().isEmpty())
            .map(m -> new Shown(m.mark(), Instant.EPOCH.plusNanos(m.micros() * 1_000)))
            .toList();
  }

  private List<Shown> shown(SandboxChannel room) {
    var all = new ArrayList<Shown>();
    for (var message : discord.messages(room)) {
      var words = new StringBuilder(message.content());
      message.embeds().forEach(e -> words.append(' ').append(e.title()).append(e.description()));
      var mark = MARK.matcher(words);
      if (mark.find()) {
        var at = OffsetDateTime.parse(message.raw().path("timestamp").asText());
        all.add(new Shown(mark.group(), at.toInstant()));
      }
    }
    return all;
  }

  private List<List<Shown>> everywhere() {
    var all = new ArrayList<List<Shown>>();
    groups.forEach(group -> all.add(shown(group)));
    rooms.forEach(room -> all.add(shown(room)));
    return all;
  }

  private void awaitAll() {
    try {
      Eventually.holds(
          "everything is everywhere",
          () ->
              everywhere().stream()
                  .allMatch(place ->
                      place.stream().map(Shown::mark).distinct().count() == published.size()));
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage()
              + " with seed "
              + seed
              + ": "
              + everywhere().stream().map(List::size).toList()
              + " of "
              + published.size()
              + "\n"
              + String.join("\n", story)
              + "\n"
              + String.join("\n", whatWaits())
              + "\n"
              + troubles(),
          e);
    }
  }

  /// What the store says of all that was not shown, for the one who looks for the reason.
  private List<String> whatWaits() {
    var all = new ArrayList<String>();
    all.addAll(postgres.query("select 'now ' || extract(epoch from clock_timestamp()) * 1000"));
    all.addAll(postgres.query("select 'lease ' || leases::text from leases"));
    all.addAll(
        postgres.query(
            "select 'lane ' || lanes::text from lanes where due_at is not null or held_until > 0"));
    all.addAll(
        postgres.query(
            "select 'delivery ' || deliveries::text from deliveries where state <> 'delivered'"));
    return all;
  }

  /// The end of what each node complained of.
  private String troubles() {
    var all = new StringBuilder();
    nodes.forEach((name, node) -> {
      all.append("--- ").append(name).append('\n');
      var lines = node.err().lines().filter(line -> !line.startsWith("\tat ")).toList();
      lines
          .subList(Math.max(0, lines.size() - 60), lines.size())
          .forEach(line -> all.append(line).append('\n'));
    });
    return all.toString();
  }

  private void judge(String where, List<Shown> shown, int repeatsAllowed) {
    var seen = new HashSet<String>();
    var first = shown.stream().map(Shown::mark).filter(seen::add).toList();
    assertThat(first)
        .as("%s, in order and nothing lost, seed %s", where, seed)
        .isEqualTo(published.keySet().stream().sorted().toList());
    story.add(
        "%s: %d shown, %d repeated".formatted(where, first.size(), shown.size() - first.size()));
    System.out.println(story.getLast());
    assertThat(shown.size() - first.size())
        .as("%s, repeated, seed %s", where, seed)
        .isLessThanOrEqualTo(repeatsAllowed);
  }

  /// How long the slowest message took from its publication, polls included.
  private Duration longestWait(Instant from, Instant until) {
    return everywhere().stream()
        .flatMap(List::stream)
        .map(one -> new Wait(requireNonNull(published.get(one.mark())), one.at()))
        .filter(wait -> !wait.since().isBefore(from) && !wait.since().isAfter(until))
        .map(wait -> Duration.between(wait.since(), wait.until()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /// How long the slowest delivery waited in the outbox that was not done when a node was struck.
  private String longestDue(Struck one) {
    return postgres
        .query(
            "select coalesce(max(ended_at - accepted_at), 0) from deliveries where cargo = 'note'"
                + " and ended_at >= %d and accepted_at <= %d"
                    .formatted(one.at().toEpochMilli(), one.over().toEpochMilli()))
        .getFirst();
  }

  /// A reply is a comment once. One whose request was in flight when its node died is looked for
  /// only when a real gateway would surely have posted it, minutes later.
  private void judgeReplies() {
    try (var store = Store.open(postgres.store());
        var backstage = new Backstage(rednote.url())) {
      var open = List.of(RelayedReply.State.WAITING, RelayedReply.State.POSTING);
      var inFlight = new ArrayList<String>();
      var tooSoon = new ArrayList<String>();
      var comments = new HashMap<String, Integer>();
      // What was in flight when its node died stands there, and no node knows it.
      replies.values().removeIf(said -> store.messageMap().find(said.to()).isEmpty());
      try {
        Eventually.holds("every reply is accepted and has left", () -> unsettled(store).isEmpty());
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + ", seed " + seed + ": " + unsettled(store), e);
      }
      for (var note : noteOf.values()) {
        backstage.comments(note).stream()
            .filter(Backstage.Written::mine)
            .forEach(comment -> comments.merge(comment.text(), 1, Integer::sum));
      }
      replies.forEach((message, said) -> {
        var text = said.text();
        var known = store.replies().find(message).map(RelayedReply::state);
        var count = comments.getOrDefault(text, 0);
        assertThat(count).as("%s is posted once, seed %s", text, seed).isLessThan(2);
        if (known.isEmpty()) {
          tooSoon.add(text);
          return;
        }
        var state = known.get();
        if (open.contains(state)) {
          inFlight.add(text);
        } else {
          assertThat(state).as("%s, seed %s", text, seed).isEqualTo(RelayedReply.State.POSTED);
          assertThat(count).as("%s is posted, seed %s", text, seed).isOne();
        }
      });
      System.out.println(
          "replies: %d, of which in flight at a fault: %d, to what was not recorded yet: %d"
              .formatted(replies.size(), inFlight.size(), tooSoon.size()));
      assertThat(inFlight).hasSizeLessThanOrEqualTo(ROUNDS);
      assertThat(tooSoon).hasSizeLessThanOrEqualTo(ROUNDS);
    }
  }

  /// A message may be in the chat for a while before the struck node that sent it can record it:
  /// until then nobody knows what it shows.
  private boolean wasTooSoon(Said said) {
    return struck.stream()
        .anyMatch(one ->
            said.at().isAfter(one.at().minus(AWAY)) && said.at().isBefore(one.over().plus(AWAY)));
  }

  private List<String> unsettled(Store store) {
    var unsettled = new ArrayList<String>();
    replies.forEach((message, said) -> {
      var state = store.replies().find(message).map(RelayedReply::state);
      if (state.isEmpty() ? !wasTooSoon(said) : state.get() == RelayedReply.State.WAITING) {
        unsettled.add(message.id() + " to " + said.to() + ": " + state);
      }
    });
    return unsettled;
  }

  private void refusesATwin() {
    try {
      var home = Files.createDirectories(folder.resolve("twin"));
      var end = RunningBridge.attempt(home, settings(NAMES.getFirst()));
      assertThat(end.code()).isOne();
      assertThat(end.err()).contains("works on this database as the node “east”");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
