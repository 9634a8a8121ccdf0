package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What happens by itself.
class LifeTest {
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Pattern TAG = Pattern.compile("#([^#\\[\\]]+)\\[话题]#");

  @Test
  void givenALivelySandbox_whenWeComment_thenSomebodyAnswersUnderIt() {
    try (var sandbox =
            SandboxRedNote.start(quick().withNewNotes(Duration.ofHours(1), Duration.ofHours(1)));
        var visitor = new Visitor(sandbox.url())) {
      var card = visitor.published("");
      visitor.comment(card, "Greetings from Lisbon!");
      var mine = visitor.comments(card).path(0);

      Visitor.await("an answer", () -> visitor.comments(card).size() > 1);

      var answer = visitor.comments(card).path(1);
      assertThat(answer.path("replyTo").asText()).isEqualTo(mine.path("id").asText());
      assertThat(answer.path("mine").asBoolean()).isFalse();
      assertThat(sandbox.phrasebook()).containsKey(answer.path("text").asText());
      assertThat(visitor.get("/api/v1/notifications/list").data().path("data").path("items"))
          .isNotEmpty();
    }
  }

  @Test
  void givenAFreshWorld_whenFounded_thenSixtyPercentOfEachCreatorsNotesAreThere() {
    var script = Script.resource("world.json");
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0));
        var visitor = new Visitor(sandbox.url())) {
      for (var actor : script.actors()) {
        long written = script.notes().stream().filter(n -> n.author().equals(actor.key())).count();
        assertThat(visitor.profile(Ids.account(actor.key())).data().path("data").path("feeds"))
            .hasSize((int) Math.ceil(written * 0.6));
      }
    }
  }

  @Test
  void givenThreeHundredNotes_whenAllTheirTextsAreLookedUp_thenEachHasItsEnglish() {
    var script = Script.resource("world.json");
    var phrases = new Phrases(script);
    var clock = Clock.systemUTC();
    var world = new World(clock, phrases, Optional.empty());
    var founding = new Founding(script, world, 3);
    founding.settle();
    founding.found(clock.instant());
    var texts = new ArrayList<String>();
    try (var life = new Life(world, script, founding, quick(), clock)) {
      life.start();
      world.newestFirst().stream()
          .limit(20)
          .forEach(n ->
              world.comment(
                  n.id(), Optional.empty(), World.Remark.by(World.ACCOUNT.id(), "hello")));
      Visitor.await("300 notes", () -> world.newestFirst().size() >= 300);
      Visitor.await("20 answers", () -> world.answersToAccount().size() >= 20);
    }
    for (var note : world.newestFirst()) {
      texts.add(note.title());
      texts.add(note.text());
      TAG.matcher(note.text()).results().forEach(tag -> texts.add(tag.group(1)));
      world.page(note.id()).orElseThrow().comments().stream()
          .filter(c -> !c.author().equals(World.ACCOUNT.id()))
          .forEach(c -> texts.add(c.text()));
    }
    assertThat(texts).hasSizeGreaterThan(1000);
    assertThat(
            texts.stream().filter(t -> !t.isEmpty() && !phrases.view().containsKey(t)).distinct())
        .isEmpty();
  }

  @Test
  void givenEndlessNotes_whenManyWerePublished_thenOnlyTheLastFiveHundredGeneratedStay() {
    var script = Script.resource("world.json");
    var templates = new Templates(script);
    var clock = new SettableClock();
    var world = new World(clock, new Phrases(script), Optional.empty());
    var founding = new Founding(script, world, 3);
    founding.settle();
    for (int i = 0; i < 620; i++) {
      clock.forward(Duration.ofSeconds(15));
      world.publish(founding.draft(templates.fill(i), Note.TEMPLATE + i));
    }

    assertThat(world.newestFirst()).hasSize(500);
    assertThat(world.generated()).isEqualTo(620);
    assertThat(templates.fill(41)).isEqualTo(new Templates(script).fill(41));
    assertThat(world.newestFirst().stream().map(n -> n.title() + n.text()).distinct().count())
        .as("texts do not come again soon")
        .isGreaterThan(450);
  }

  @Test
  void givenALivelySandbox_whenClosed_thenItIsQuickAndLeavesNoThread() {
    var before = threads();
    var sandbox = SandboxRedNote.start(quick());
    try (var visitor = new Visitor(sandbox.url())) {
      visitor.get("/api/v1/feeds/list");
    }
    long begun = System.nanoTime();
    sandbox.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    Visitor.await("its threads' end", () -> left(before).isEmpty());
    sandbox.close();
  }

  @Test
  void givenCallsThatHang_whenClosed_thenItIsStillQuick() throws IOException {
    var sandbox = SandboxRedNote.start(SandboxConfig.still(0));
    try (var visitor = new Visitor(sandbox.url());
        var pouring = new Socket("127.0.0.1", sandbox.url().getPort());
        var waiting = new Socket("127.0.0.1", sandbox.url().getPort())) {
      var request =
          "GET /api/v1/feeds/list HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      visitor.fault("{\"endless\":1}");
      pouring.getOutputStream().write(request);
      assertThat(pouring.getInputStream().read()).isPositive();
      visitor.fault("{\"latencyMillis\":60000}");
      waiting.getOutputStream().write(request);
      Visitor.await(
          "both calls",
          () -> visitor.get("/_sandbox/calls").json().path("feeds/list").asInt() == 2);
      long begun = System.nanoTime();
      sandbox.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
  }

  private static List<String> left(List<String> before) {
    var now = new ArrayList<>(threads());
    now.removeAll(before);
    // The client's own, and the carriers of virtual threads, which the JVM keeps.
    now.removeIf(name ->
        name.contains("OkHttp") || name.startsWith("ForkJoin") || name.startsWith("VirtualThread"));
    return now;
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toList());
  }

  private static SandboxConfig quick() {
    return SandboxConfig.demo(0, Optional.empty()).withNewNotes(TICK, TICK).withAnswers(TICK, TICK);
  }
}
