package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.config.Backstage.Creator;
import org.littleredbridge.config.Room.DiscordRoom;
import org.littleredbridge.config.Room.TelegramRoom;
import org.littleredbridge.config.Room.WebRoom;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramUser;

/// Chats on Telegram, on Discord and in the browser that follow two creators over one bridge, and
/// what should have come there, and to RedNote, by now. The bridge may be killed and started again;
/// RedNote lives in its process and comes back with it, as far as its journal knows.
final class Village implements AutoCloseable {
  static final int ROOMS_EACH = 3;

  private static final TelegramUser ANN = TelegramUser.of(7, "Ann").speaking("en");
  private static final TelegramUser BOB = TelegramUser.of(8, "Bob").speaking("en");
  private static final String POSTED = "POST /channels/{channel_id}/messages";

  final SandboxTelegram telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0));
  final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.unlimited());
  private final Path folder;
  private final String store;
  private final Starter starter;
  private final List<Room> rooms = new ArrayList<>();
  private final List<Creator> creators = new ArrayList<>();
  // The marks of each creator's notes in their order, and whose note each is.
  private final Map<String, List<String>> published = new LinkedHashMap<>();
  private final Map<String, String> noteOfMark = new HashMap<>();
  private final Map<String, String> noteOfReply = new LinkedHashMap<>();
  private final Map<String, Room> roomOfReply = new HashMap<>();
  private Optional<Running> bridge = Optional.empty();

  /// Starts a bridge in a folder with these settings.
  interface Starter {
    Running start(Path folder, String settings);
  }

  /// @param store the section `data`
  /// @param starter of [#start]
  Village(Path folder, String store, Starter starter) {
    this.folder = folder;
    this.store = store;
    this.starter = starter;
    for (int i = 0; i < ROOMS_EACH; i++) {
      var group = telegram.createChat(ChatKind.SUPERGROUP, "Tea " + i);
      telegram.member(group, ANN, Standing.ADMINISTRATOR);
      telegram.member(group, BOB, Standing.MEMBER);
      rooms.add(new TelegramRoom(telegram, group, ANN, BOB));
    }
    var guild = discord.guild("Tea");
    var ann = guild.member("ann", Right.MANAGE_GUILD);
    var bob = guild.member("bob");
    for (int i = 0; i < ROOMS_EACH; i++) {
      rooms.add(new DiscordRoom(discord, guild.text("tea-" + i), ann, bob));
    }
    rooms.add(new WebRoom(() -> bridge().url(), "tea"));
  }

  static Village overSqlite(Path folder) {
    return overSqlite(folder, RunningBridge::start);
  }

  static Village overSqlite(Path folder, Starter starter) {
    return new Village(folder, "{ url: \"jdbc:sqlite:%s\" }".formatted(database(folder)), starter);
  }

  static Path database(Path folder) {
    return folder.resolve("bridge.db");
  }

  private String settings() {
    return """
    data: %s
    communities: open
    web: { port: 0, chat: true, password: "%s" }
    rednote:
      gateways: [ { type: sandbox, port: 0 } ]
      polling: { creator: 1s, trending: 1s, search: 1s, jitter: 0%%, daily: 1000000 }
      comments: { mode: direct, spacing: 0s, daily: 1000000 }
    translation: { engines: [] }
    telegram:
      token: "%s"
      api: "%s"
      limits: { bot: off, chat: off, group: off }
    discord: { token: "%s", proxy: "127.0.0.1:%d", trust: "%s" }
    """
        .formatted(
            store,
            RunningBridge.PASSWORD,
            telegram.token(),
            telegram.url(),
            discord.token(),
            discord.proxy().getPort(),
            discord.caFile());
  }

  List<Room> rooms() {
    return rooms;
  }

  Running bridge() {
    return bridge.orElseThrow();
  }

  /// The bridge's last words.
  String log() {
    return bridge.map(b -> b.err().lines().toList()).orElse(List.of()).stream()
        .filter(line -> !line.contains(" INFO ") || line.contains("eply"))
        .filter(line -> !line.contains("media left out"))
        .reduce((all, line) -> (all.length() > 12_000 ? "…" : all) + "\n" + line)
        .orElse("");
  }

  void start() {
    start(starter);
  }

  void start(Starter otherwise) {
    bridge = Optional.of(otherwise.start(folder, settings()));
  }

  /// Starts it and does not wait for it.
  void launch() {
    bridge = Optional.of(RunningBridge.launch(folder, settings()));
  }

  void kill() {
    bridge.ifPresent(Running::kill);
    bridge = Optional.empty();
  }

  /// Ends it in order.
  void stop() {
    bridge.ifPresent(Running::stop);
    bridge = Optional.empty();
  }

  /// Two creators begin to publish, and every chat follows both.
  void settle() {
    Eventually.holds("Discord hears", () -> discord.gateway().connected() > 0);
    try (var backstage = backstage()) {
      for (var letter : List.of("a", "b")) {
        creators.add(backstage.join("小作者" + letter));
        published.put(letter, new ArrayList<>());
      }
      creators.forEach(c -> publish(backstage, List.of(c), false));
    }
    for (var creator : creators) {
      rooms.forEach(room -> room.follow(creator.realUrl()));
    }
    awaitNotes();
  }

  private Backstage backstage() {
    return new Backstage(bridge().sandbox());
  }

  /// @param faults the switches as JSON
  void rednoteFails(String faults) {
    try (var backstage = backstage()) {
      backstage.faults(faults);
    }
  }

  /// Publishes notes in one moment, by either creator as chance wills; one of them is long.
  void publish(Random chance, int count) {
    try (var backstage = backstage()) {
      var by = IntStream.range(0, count).mapToObj(_ -> creators.get(chance.nextInt(2))).toList();
      publish(backstage, by, true);
    }
  }

  private void publish(Backstage backstage, List<Creator> by, boolean withLong) {
    var marks = new ArrayList<String>();
    var drafts =
        IntStream.range(0, by.size())
            .mapToObj(i -> {
              var letter = creators.indexOf(by.get(i)) == 0 ? "a" : "b";
              var mark = letter + "%06d".formatted(noteOfMark.size() + i + 1);
              marks.add(mark);
              var text = withLong && i == by.size() / 2 ? longText(mark) : "今天的一篇笔记。";
              return Backstage.draft(by.get(i), mark + " 今天", text + " " + mark + "z");
            })
            .toList();
    var ids = backstage.publish(drafts);
    for (int i = 0; i < ids.size(); i++) {
      var mark = marks.get(i);
      noteOfMark.put(mark, ids.get(i));
      published
          .getOrDefault(mark.substring(0, 1), new ArrayList<>())
          .addAll(List.of(mark, mark + "z"));
    }
  }

  /// Takes several messages on either messenger, and no two of them, of all notes, are alike. It is
  /// in the readers' language: of a long Chinese text only the most telling sentences come.
  private static String longText(String mark) {
    return IntStream.range(0, 150)
        .mapToObj(i -> mark + " sentence " + i + ": we walk along the river and talk. ")
        .collect(Collectors.joining());
  }

  /// A member answers a note that has come.
  void reply(Random chance) {
    reply(chance, bridge.isPresent() ? rooms.size() : onServices());
  }

  /// The same where members can write whether or not the bridge can take it.
  void replyOnAService(Random chance) {
    reply(chance, onServices());
  }

  /// The browser's rooms come last, and are closed while no bridge runs.
  private static int onServices() {
    return 2 * ROOMS_EACH;
  }

  private void reply(Random chance, int open) {
    var room = rooms.get(chance.nextInt(open));
    // Of a message that a kill repeated the bridge knows the second alone.
    var known = new LinkedHashMap<String, Room.Message>();
    room.messages().stream()
        .filter(m -> m.marks().stream().anyMatch(noteOfMark::containsKey))
        .forEach(m -> known.put(m.words(), m));
    var cards = List.copyOf(known.values());
    var card = cards.get(chance.nextInt(cards.size()));
    var mark = card.marks().stream().filter(noteOfMark::containsKey).findFirst().orElseThrow();
    var text = "Greetings number " + (noteOfReply.size() + 1);
    room.reply(card, text);
    noteOfReply.put(text, noteOfMark.getOrDefault(mark, ""));
    roomOfReply.put(text, room);
  }

  /// How often the bridge has tried to send something.
  long sends() {
    return telegram.callCount("sendMessage")
        + telegram.callCount("sendPhoto")
        + discord.callCount(POSTED);
  }

  int messagesOfANote() {
    return rooms.size();
  }

  void awaitNotes() {
    rooms.forEach(room ->
        Eventually.holds(
            "all notes are in " + room, () -> alive() && judged(room).lost().isEmpty()));
  }

  boolean hasAllNotes() {
    return rooms.stream().allMatch(room -> judged(room).lost().isEmpty());
  }

  private boolean alive() {
    if (!bridge().isAlive()) {
      throw new AssertionError("the bridge has ended: " + bridge().err());
    }
    return true;
  }

  /// Waits until each reply is a comment or more than one.
  void awaitComments() {
    try (var backstage = backstage()) {
      noteOfReply.forEach((text, note) ->
          Eventually.holds(
              "“%s” in %s is a comment".formatted(text, roomOfReply.get(text)),
              () -> alive() && comments(backstage, note, text) > 0));
    }
  }

  private static long comments(Backstage backstage, String note, String text) {
    return backstage.comments(note).stream().filter(c -> c.mine() && c.text().equals(text)).count();
  }

  /// Waits until nothing is left to do, and until what might be repeated had its chance to be.
  void awaitRest() {
    try (var caller = new Caller(bridge().url())) {
      var metrics = new WebChannel(caller, "none");
      Eventually.holds("nothing waits", () -> metrics.counter("bridge_outbox_waiting") == 0);
      var polls = metrics.counter("bridge_polls_total") + 2L * creators.size();
      Eventually.holds("feeds are looked at", () -> metrics.counter("bridge_polls_total") > polls);
      Eventually.holds("nothing waits", () -> metrics.counter("bridge_outbox_waiting") == 0);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + log(), e);
    }
  }

  /// What one chat got, against what it should have got.
  ///
  /// @param repeated messages that had come before
  record Judged(List<String> lost, List<String> disordered, int repeated) {}

  Judged judged(Room room) {
    var lost = new ArrayList<String>();
    var disordered = new ArrayList<String>();
    var seen = new LinkedHashSet<String>();
    var words = new HashSet<String>();
    var before = "";
    int repeated = 0;
    for (var message : room.messages()) {
      var marks = message.marks();
      if (marks.isEmpty()) {
        continue;
      }
      if (!words.add(message.words())) {
        repeated++;
        // What comes again must come at once, or it is out of order as well.
        if (!message.words().equals(before)) {
          disordered.addAll(marks);
        }
      }
      seen.addAll(marks);
      before = message.words();
    }
    published.forEach((letter, expected) -> {
      var came = seen.stream().filter(mark -> mark.startsWith(letter)).toList();
      lost.addAll(expected.stream().filter(mark -> !seen.contains(mark)).toList());
      var inOrder = expected.stream().filter(seen::contains).toList();
      if (!came.equals(inOrder)) {
        disordered.add(came.toString());
      }
    });
    return new Judged(lost, disordered, repeated);
  }

  /// Nothing lost, nothing out of order, each reply one comment, nothing twice on Discord.
  ///
  /// @param repeats how often each chat on Telegram may have been told something twice so far
  void judge(Map<Room, Integer> repeats) {
    for (var room : rooms) {
      var judged = judged(room);
      assertThat(judged.lost()).as("lost in %s", room).isEmpty();
      assertThat(judged.disordered())
          .as(() -> "out of order in " + room + " among\n" + told(room))
          .isEmpty();
      assertThat(judged.repeated())
          .as(() -> "repeated in " + room + " among\n" + told(room))
          .isLessThanOrEqualTo(room.knowsRepeats() ? 0 : repeats.getOrDefault(room, 0));
      if (room.knowsRepeats()) {
        var answers = room.messages().stream().filter(m -> m.marks().isEmpty()).toList();
        assertThat(answers.stream().map(m -> m.replyTo() + " " + m.words()))
            .as("answers in %s", room)
            .doesNotHaveDuplicates();
      }
    }
    try (var backstage = backstage()) {
      noteOfReply.forEach((text, note) ->
          assertThat(comments(backstage, note, text)).as("comments “%s”", text).isEqualTo(1));
    }
  }

  private static String told(Room room) {
    return room.messages().stream()
        .map(m -> m.id() + " " + m.marks() + " to " + m.replyTo() + ": " + beginning(m.words()))
        .collect(Collectors.joining("\n"));
  }

  private static String beginning(String words) {
    return words.substring(0, Math.min(60, words.length())).replace('\n', ' ');
  }

  @Override
  public void close() {
    kill();
    telegram.close();
    discord.close();
  }
}
