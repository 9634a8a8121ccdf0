package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.config.Backstage.Creator;
import org.littleredbridge.config.WebChannel.Message;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;

/// `kill -9` at moments that chance chooses. `-Dbridge.test.seed=…` chooses the same ones again.
final class CrashTest {
  private static final int KILLS = 5;

  @TempDir Path folder;

  private final long seed = Long.getLong("bridge.test.seed", System.nanoTime());
  private final Random chance = new Random(seed);

  @BeforeEach
  void tellSeed(TestInfo test) {
    System.out.println(test.getDisplayName() + " with -Dbridge.test.seed=" + seed);
  }

  @Test
  void givenTwoHundredNotesForTenChannels_whenKilledFiveTimes_thenEachArrivesOnceAndInOrder() {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0));
        var backstage = new Backstage(rednote.url())) {
      var settings = RunningBridge.over(rednote.url());
      // A profile lists its newest 30 notes.
      var creators =
          IntStream.range(0, 8).mapToObj(i -> backstage.join("小作者" + (char) ('A' + i))).toList();
      var published = new LinkedHashMap<String, List<String>>();
      creators.forEach(c ->
          published.put(c.name(), new ArrayList<>(List.of(backstage.publish(c, "早上好", "第一篇")))));

      try (var bridge = RunningBridge.start(folder, settings);
          var caller = new Caller(bridge.url())) {
        channels(caller).forEach(channel -> follow(channel, creators));
        // What counts from here on was primed: the last one of each has come.
        channels(caller).forEach(channel -> awaitNotes(channel, creators.size()));
        var drafts = drafts(creators, 200);
        var ids = backstage.publish(drafts.stream().map(Draft::json).toList());
        for (int i = 0; i < ids.size(); i++) {
          published
              .computeIfAbsent(drafts.get(i).creator().name(), _ -> new ArrayList<>())
              .add(ids.get(i));
        }
        killAfter(bridge, caller, chance.nextInt(300));
      }
      for (int kill = 1; kill < KILLS; kill++) {
        try (var bridge = RunningBridge.start(folder, settings);
            var caller = new Caller(bridge.url())) {
          killAfter(bridge, caller, chance.nextInt(300));
        }
      }
      try (var bridge = RunningBridge.start(folder, settings);
          var caller = new Caller(bridge.url())) {
        channels(caller).forEach(channel -> awaitNotes(channel, 200 + creators.size()));
        // What might be repeated has had its chance to be.
        awaitPolls(channels(caller).getFirst(), 3 * creators.size());

        for (var channel : channels(caller)) {
          assertThat(notesByCreator(channel)).as(channel.name()).isEqualTo(published);
        }
      }
    }
  }

  private record Draft(Creator creator, JsonNode json) {}

  private List<Draft> drafts(List<Creator> creators, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> {
          var creator = creators.get(i % creators.size());
          return new Draft(creator, Backstage.draft(creator, "第" + i + "篇", "今天写的第" + i + "篇笔记。"));
        })
        .toList();
  }

  private static List<WebChannel> channels(Caller caller) {
    return IntStream.range(0, 10).mapToObj(i -> new WebChannel(caller, "room-" + i)).toList();
  }

  private static void follow(WebChannel channel, List<Creator> creators) {
    creators.forEach(creator -> channel.say("/follow " + creator.realUrl() + " last 1"));
  }

  private static void awaitNotes(WebChannel channel, int count) {
    Eventually.holds(
        count + " notes are in " + channel.name(), () -> channel.notes().size() >= count);
  }

  private static void awaitPolls(WebChannel any, long more) {
    var before = any.counter("bridge_polls_total");
    Eventually.holds(
        "every feed was looked at again", () -> any.counter("bridge_polls_total") > before + more);
  }

  private void killAfter(RunningBridge bridge, Caller caller, int deliveries) {
    var channel = channels(caller).getFirst();
    var before = channel.counter("bridge_delivered_total");
    Eventually.holds(
        deliveries + " more are delivered",
        () -> channel.counter("bridge_delivered_total") >= before + deliveries);
    killSoon(bridge, 50);
  }

  private void killSoon(RunningBridge bridge, int millis) {
    LockSupport.parkNanos(chance.nextLong(1_000_000L * millis));
    bridge.kill();
  }

  private static Map<String, List<String>> notesByCreator(WebChannel channel) {
    return channel.notes().stream()
        .collect(
            Collectors.groupingBy(
                m -> m.json().at("/note/creator").asText(),
                LinkedHashMap::new,
                Collectors.mapping(m -> m.note().orElseThrow(), Collectors.toList())));
  }

  @Test
  void givenTenReplies_whenKilledAmongThem_thenEachBecomesOneCommentWithOneOutcome() {
    var settings = RunningBridge.withSandbox();
    var replies = IntStream.range(0, 10).mapToObj(i -> "写得真好，第" + i + "遍读了").toList();
    String note;
    try (var bridge = RunningBridge.start(folder, settings);
        var caller = new Caller(bridge.url());
        var backstage = new Backstage(bridge.sandbox())) {
      var lobby = new WebChannel(caller, "lobby");
      lobby.say("/follow " + backstage.creators().getFirst().url() + " last 1");
      note = lobby.await("a note", m -> m.note().isPresent()).note().orElseThrow();
      postAndKill(bridge, lobby, note, replies.subList(0, 2));
    }
    for (int kill = 1; kill < KILLS; kill++) {
      try (var bridge = RunningBridge.start(folder, settings);
          var caller = new Caller(bridge.url())) {
        var all = replies.subList(0, 2 * kill + 2);
        postAndKill(bridge, new WebChannel(caller, "lobby"), note, all);
      }
    }
    try (var bridge = RunningBridge.start(folder, settings);
        var caller = new Caller(bridge.url());
        var backstage = new Backstage(bridge.sandbox())) {
      var lobby = new WebChannel(caller, "lobby");
      var posted = replies.stream().map(text -> post(lobby, note, text)).toList();
      Eventually.holds(
          "all have their outcome",
          () -> posted.stream().allMatch(reply -> outcomes(lobby, reply).size() == 1));

      assertThat(posted)
          .allSatisfy(reply -> assertThat(outcomes(lobby, reply)).containsExactly("posted"));
      var comments =
          backstage.comments(note).stream().filter(Backstage.Written::mine).map(c -> c.text());
      assertThat(comments).containsExactlyInAnyOrderElementsOf(replies);
    }
  }

  /// Posts while the kill comes: some of the posts may break off.
  private void postAndKill(
      RunningBridge bridge, WebChannel channel, String note, List<String> texts) {
    var posting =
        CompletableFuture.runAsync(() -> texts.forEach(text -> post(channel, note, text)));
    killSoon(bridge, 400);
    try {
      posting.join();
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class);
    }
  }

  private static Message post(WebChannel channel, String note, String text) {
    var card = channel.awaitNote(note);
    var key = "key-" + Integer.toHexString(text.hashCode());
    return channel.post(text, Optional.of(card.id()), key);
  }

  private static List<String> outcomes(WebChannel channel, Message reply) {
    return channel.messages().stream()
        .filter(m -> m.answers(reply))
        .flatMap(m -> m.outcome().stream())
        .toList();
  }
}
