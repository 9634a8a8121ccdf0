package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.config.WebChannel.Message;

/// The program from its start to its end, in a process of its own.
final class StartTest {
  @TempDir Path folder;

  @Test
  void givenTheSandbox_whenStarted_thenANoteArrivesAndAReplyIsAnsweredAndAStopLosesNothing() {
    try (var bridge = RunningBridge.start(folder, RunningBridge.withSandbox());
        var caller = new Caller(bridge.url());
        var backstage = new Backstage(bridge.sandbox())) {
      var lobby = new WebChannel(caller, "lobby");
      for (var creator : backstage.creators().subList(0, 2)) {
        lobby.say("/follow " + creator.url() + " last 3");
      }
      Eventually.holds("three notes are there", () -> lobby.notes().size() >= 3);

      var note = lobby.notes().getFirst();
      var reply = lobby.reply(note, "看起来太好吃了，周末想去试试！");
      var outcome = lobby.await("the outcome", m -> m.answers(reply) && m.outcome().isPresent());
      assertThat(outcome.outcome()).hasValue("posted");
      assertThat(detail(backstage, note)).contains("看起来太好吃了，周末想去试试！");

      var answer = lobby.await("the answer", m -> m.answers(reply) && m.from().equals("rednote"));
      assertThat(answer.note()).isEmpty();
      assertThat(answer.text()).isNotBlank();

      var children = bridge.children();
      var end = bridge.terminate();
      assertThat(end.code()).isIn(0, 143);
      assertThat(end.out()).endsWith("Little Red Bridge has stopped.\n");
      assertThat(end.err()).doesNotContain("ERROR");
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static String detail(Backstage backstage, Message note) {
    var creator =
        backstage.creators().stream()
            .filter(c -> c.name().equals(note.json().at("/note/creator").asText()))
            .findFirst()
            .orElseThrow();
    return backstage.detail(creator, note.note().orElseThrow()).toString();
  }

  @Test
  void givenABridgeThatWasStopped_whenStartedAgain_thenItGoesOnWithoutRepeatingAnything() {
    var settings = RunningBridge.withSandbox();
    List<Message> before;
    try (var bridge = RunningBridge.start(folder, settings);
        var caller = new Caller(bridge.url());
        var backstage = new Backstage(bridge.sandbox())) {
      var lobby = new WebChannel(caller, "lobby");
      backstage.creators().forEach(c -> lobby.say("/follow " + c.url() + " last 1"));
      var wanted = backstage.creators().size();
      Eventually.holds("the last one of each is there", () -> lobby.notes().size() >= wanted);
      var reply = lobby.reply(lobby.notes().getLast(), "辛苦啦，谢谢分享");
      lobby.await("the answer", m -> m.answers(reply) && m.from().equals("rednote"));
      before = lobby.messages();
      assertThat(bridge.terminate().code()).isIn(0, 143);
    }
    try (var bridge = RunningBridge.start(folder, settings);
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      Eventually.holds(
          "every feed was looked at again", () -> lobby.counter("bridge_polls_total") > 20);

      // The sandbox lives, so a new note may have come at the end; nothing else may have.
      // A look at a note may have changed the label of its message meanwhile.
      assertThat(lobby.messages().stream().map(StartTest::said))
          .startsWith(before.stream().map(StartTest::said).toArray(String[]::new));
      assertThat(lobby.notes().stream().map(Message::note)).doesNotHaveDuplicates();
      var later = lobby.messages().subList(before.size(), lobby.messages().size());
      assertThat(later).allMatch(m -> m.from().equals("rednote"));
    }
  }

  private static String said(Message message) {
    return message.id() + " " + message.from() + " " + message.text();
  }

  @Test
  void givenATakenPort_whenStarted_thenASentenceNamesTheSetting() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings =
          RunningBridge.withSandbox()
              .replace("web: { port: 0", "web: { port: " + taken.getLocalPort());

      var end = RunningBridge.attempt(folder, settings);

      assertThat(end.code()).isEqualTo(1);
      assertThat(end.err()).contains("web.port").contains(Integer.toString(taken.getLocalPort()));
      assertThat(end.err()).doesNotContain("Exception").doesNotContain("\tat ");
      assertThat(end.out()).doesNotContain("is ready");
    }
  }

  @Test
  void givenAKeyThatDoesNotExist_whenStarted_thenKeyAndLineAreNamed() {
    var settings = RunningBridge.withSandbox().replace("translation:", "translatoin:");

    var end = RunningBridge.attempt(folder, settings);

    assertThat(end.code()).isEqualTo(2);
    assertThat(end.err()).contains("line 8").contains("translatoin").contains("translation");
    assertThat(end.err()).doesNotContain("Exception").doesNotContain(RunningBridge.PASSWORD);
    assertThat(folder.resolve("bridge.db")).doesNotExist();
  }

  @Test
  void givenARunningBridge_whenAnotherIsStartedOnItsStore_thenItSaysWhoHoldsIt() {
    try (var bridge = RunningBridge.start(folder, RunningBridge.withSandbox())) {
      var end = RunningBridge.attempt(folder, RunningBridge.withSandbox());

      assertThat(end.code()).isEqualTo(1);
      assertThat(end.err()).contains("in use by another bridge (process " + bridge.pid() + ")");
      assertThat(end.err()).doesNotContain("Exception");
      try (var caller = new Caller(bridge.url())) {
        assertThat(caller.get("/readyz").status()).as("the first one goes on").isEqualTo(200);
      }
    }
  }
}
