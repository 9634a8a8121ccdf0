package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.config.Backstage.Creator;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;

/// The road over a gateway in trouble: nothing is lost, the account is spared, and a person is told
/// what to do.
final class GatewayRoadTest {
  @TempDir Path folder;

  @Test
  void givenAGatewayThatIsDown_whenStarted_thenItSaysSoRunsAndGoesOnByItself() {
    Creator creator;
    int port;
    try (var before = SandboxRedNote.start(SandboxConfig.still(0));
        var backstage = new Backstage(before.url())) {
      creator = backstage.creators().getFirst();
      port = before.url().getPort();
    }
    var gateway = URI.create("http://127.0.0.1:" + port);
    try (var bridge = RunningBridge.start(folder, RunningBridge.over(gateway));
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      Eventually.holds(
          "it says so", () -> bridge.err().contains("The RedNote gateway does not answer."));
      assertThat(caller.get("/readyz").status()).isEqualTo(200);
      lobby.ask("/follow " + creator.realUrl() + " last 3");
      Eventually.holds("it has tried", () -> bridge.err().contains("poll failed"));

      try (var _ = SandboxRedNote.start(SandboxConfig.still(port))) {
        Eventually.present(
            "the notes are there",
            Duration.ofSeconds(30),
            () -> lobby.notes().size() == 3 ? Optional.of(true) : Optional.empty());
        Eventually.holds("all is well", () -> lobby.ask("/status").contains("All is well"));
      }
    }
  }

  @Test
  void givenTheWrongToken_whenCalled_thenStatusTellsWhatToDoAndCallsEnd() {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0).withToken("right-token"));
        var backstage = new Backstage(rednote.url());
        var bridge = RunningBridge.start(folder, RunningBridge.over(rednote.url(), "wrong-token"));
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      lobby.ask("/follow " + backstage.creators().getFirst().realUrl() + " last 1");
      Eventually.holds("a call was refused", () -> bridge.err().contains("poll failed"));

      assertThat(lobby.ask("/status"))
          .contains("refuses the bridge's token")
          .contains("Put the token that");
      assertStopped(lobby, backstage);
      assertThat(bridge.err() + bridge.out()).doesNotContain("wrong-token");
    }
  }

  @Test
  void givenBrokenAnswers_whenTheyEnd_thenEveryNoteHasArrivedOnce() {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0));
        var backstage = new Backstage(rednote.url());
        var bridge = RunningBridge.start(folder, RunningBridge.over(rednote.url()));
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      var creator = backstage.creators().getFirst();
      lobby.ask("/follow " + creator.realUrl() + " last 1");
      var expected = new ArrayList<String>();
      expected.add(lobby.await("a first note", m -> m.note().isPresent()).note().orElseThrow());

      for (var fault :
          List.of("garbage", "truncated", "endless", "successFalse", "panic", "resetConnection")) {
        backstage.faults("{\"" + fault + "\": 2}");
        expected.add(backstage.publish(creator, "出错的时候", "也要写笔记"));
        expected.add(backstage.publish(creator, "第二篇", "还在出错"));
        Eventually.holds(
            "the notes of “" + fault + "” are there",
            () -> lobby.notes().size() >= expected.size());
        assertThat(backstage.left(fault)).as(fault).isZero();
      }

      assertThat(lobby.notes().stream().flatMap(m -> m.note().stream()))
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void givenMoreBrokenAnswersThanPatience_whenTheyEnd_thenTheBridgeGoesOnByItself() {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0));
        var backstage = new Backstage(rednote.url());
        var bridge = RunningBridge.start(folder, RunningBridge.over(rednote.url()));
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      var creator = backstage.creators().getFirst();
      lobby.ask("/follow " + creator.realUrl() + " last 1");
      lobby.await("a first note", m -> m.note().isPresent());

      backstage.faults("{\"garbage\": 3}");
      var note = backstage.publish(creator, "坏了很久", "修好以后再看");
      Eventually.holds("it pauses", () -> lobby.ask("/status").contains("cannot be read"));

      lobby.awaitNote(note);
      assertThat(lobby.ask("/status")).contains("All is well");
    }
  }

  @Test
  void givenACaptcha_whenMet_thenCallsStopEvenOverARestartUntilAPersonResumes() {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0));
        var backstage = new Backstage(rednote.url())) {
      var settings = RunningBridge.over(rednote.url());
      var creator = backstage.creators().getFirst();
      try (var bridge = RunningBridge.start(folder, settings);
          var caller = new Caller(bridge.url())) {
        var lobby = new WebChannel(caller, "lobby");
        backstage.creators().forEach(c -> lobby.ask("/follow " + c.realUrl() + " last 1"));
        var all = backstage.creators().size();
        Eventually.holds("all are primed", () -> lobby.notes().size() == all);

        backstage.faults("{\"captcha\": true}");
        Eventually.holds("it is met", () -> lobby.counter("bridge_platform_calls_held_total") > 0);
        assertStopped(lobby, backstage);
        assertCaptchaTold(lobby);
        bridge.kill();
      }
      var missed = backstage.publish(creator, "这时候", "没有人看得到");
      try (var bridge = RunningBridge.start(folder, settings);
          var caller = new Caller(bridge.url())) {
        var lobby = new WebChannel(caller, "lobby");
        assertCaptchaTold(lobby);
        assertStopped(lobby, backstage);

        backstage.clearFaults();
        assertThat(lobby.ask("/resume")).contains("Going on");
        lobby.awaitNote(missed);
        assertThat(lobby.ask("/status")).contains("All is well");
      }
    }
  }

  @Test
  void givenAnRssHubToo_whenTheAccountIsStopped_thenCreatorsAreReadThereAndTheAccountIsSpared() {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0));
        var backstage = new Backstage(rednote.url());
        var bridge =
            RunningBridge.start(folder, RunningBridge.overBoth(rednote.url(), rednote.url()));
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      var creator = backstage.creators().getFirst();
      lobby.ask("/follow " + creator.realUrl() + " last 1");
      lobby.await("a first note", m -> m.note().isPresent());
      assertThat(backstage.calls("rsshub/user")).as("the preferred is asked").isZero();

      backstage.faults("{\"captcha\": true, \"rssFullText\": true}");
      Eventually.holds("it is met", () -> lobby.counter("bridge_platform_calls_held_total") > 0);
      var asked = backstage.calls("user/profile");
      var note = backstage.publish(creator, "另一条路", "没有账号也能看到");

      lobby.awaitNote(note);
      assertThat(backstage.calls("user/profile")).as("calls of the account").isEqualTo(asked);
      assertThat(lobby.ask("/status"))
          .contains("captcha to the account of xiaohongshu-mcp")
          .contains("rsshub");
    }
  }

  private static void assertCaptchaTold(WebChannel channel) {
    assertThat(channel.ask("/status"))
        .contains("RedNote shows a captcha")
        .contains("solve the captcha")
        .contains("resume");
  }

  /// The bridge comes to the point of calling several times, and no call leaves it.
  private static void assertStopped(WebChannel channel, Backstage backstage) {
    var calls = backstage.calls();
    var held = channel.counter("bridge_platform_calls_held_total");
    Eventually.holds(
        "polls were held back",
        () -> channel.counter("bridge_platform_calls_held_total") >= held + 3);
    assertThat(backstage.calls()).as("calls that reached the gateway").isEqualTo(calls);
  }
}
