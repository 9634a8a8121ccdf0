package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification.Kind;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.Unread;
import org.littleredbridge.rednote.XiaohongshuMcp;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;

/// What xiaohongshu-mcp can beyond notes and comments: the adapter and the sandbox, over a real
/// socket.
class McpSandboxTest {
  private final SandboxRedNote sandbox = SandboxRedNote.start(SandboxConfig.still(0));
  private final XiaohongshuMcp gateway =
      new XiaohongshuMcp(
          new XiaohongshuMcp.GatewayConfig(sandbox.url(), Optional.empty()), Clock.systemUTC());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    gateway.close();
    sandbox.close();
    client.close();
  }

  private void control(String path, String json) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox/" + path))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static List<Note> notes(List<? extends Card> cards) {
    return cards.stream().map(Card::note).toList();
  }

  /// A note under which the account wrote and somebody answered.
  private NoteRef answered() throws IOException, InterruptedException {
    var note = gateway.latest(new Feed.TrendingFeed(), Optional.empty()).getFirst().ref();
    assertThat(gateway.comment(note, "我们说")).isInstanceOf(CommentOutcome.Accepted.class);
    var ours =
        gateway.detail(note, Depth.ALL_COMMENTS).comments().stream()
            .filter(comment -> comment.text().equals("我们说"))
            .findFirst()
            .orElseThrow();
    control(
        "comments",
        "{\"note\":\"%s\",\"text\":\"你好\",\"by\":\"小林\",\"replyTo\":\"%s\"}"
            .formatted(note.id(), ours.id()));
    return note;
  }

  @Test
  void givenAnAnswer_whenTheAccountLooks_thenItIsTold() throws Exception {
    var note = answered();
    control("faults", "{\"oddNotifications\":true}");
    assertThat(gateway.unread()).isEqualTo(new Unread(1, 0, 0, 1));
    var told = gateway.notifications(Kind.COMMENTS, 20);
    assertThat(told).hasSize(2);
    var answer = told.getFirst();
    assertThat(answer.text()).isEqualTo("你好");
    assertThat(answer.from().name()).isEqualTo("小林");
    assertThat(answer.note().orElseThrow().id()).isEqualTo(note.id());
    assertThat(answer.at().orElseThrow())
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    assertThat(gateway.unread()).isEqualTo(new Unread(0, 0, 0, 0));
    assertThat(gateway.detail(answer.note().orElseThrow(), Depth.FIRST_COMMENTS).note().id())
        .as("the notification's token opens the note")
        .isEqualTo(note.id());
    control("faults", "{\"oddNotifications\":false}");
    assertThat(gateway.notifications(Kind.LIKES, 20)).isEmpty();
    control("notifications", "{\"kind\":\"connections\",\"by\":\"小王\"}");
    assertThat(gateway.notifications(Kind.FOLLOWERS, 20)).hasSize(1);
  }

  @Test
  void givenAnAnswerThatThePageDoesNotShow_whenReplied_thenByNotification() throws Exception {
    var note = answered();
    var answer =
        gateway.detail(note, Depth.ALL_COMMENTS).comments().stream()
            .filter(comment -> comment.text().equals("你好"))
            .findFirst()
            .orElseThrow();
    control("faults", "{\"replyTargetMissing\":1}");
    assertThat(gateway.reply(note, answer, "谢谢"))
        .isEqualTo(new CommentOutcome.Accepted(Optional.empty()));
    control("faults", "{\"replyTargetTooFar\":1,\"commentUnconfirmed\":1}");
    assertThat(gateway.reply(note, answer, "再谢")).isEqualTo(new CommentOutcome.Unknown());
    assertThat(gateway.detail(note, Depth.ALL_COMMENTS).comments())
        .extracting(comment -> comment.text())
        .contains("谢谢", "再谢");
  }

  @Test
  void givenALoggedOutAccount_whenTheNewestCodeIsScanned_thenTheStatusTells() throws Exception {
    assertThat(gateway.loginCode()).isEmpty();
    control("faults", "{\"loggedOut\":true,\"loginCodeFails\":1}");
    try {
      gateway.loginCode();
      throw new AssertionError("nothing was thrown");
    } catch (PlatformException e) {
      assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class);
    }
    var former = gateway.loginCode().orElseThrow();
    var newest = gateway.loginCode().orElseThrow();
    assertThat(newest.goodFor()).isEqualTo(Duration.ofMinutes(4));
    assertThat(newest.png()).isNotEqualTo(former.png());
    control("login/scan", "{\"session\":1}");
    assertThat(gateway.login().loggedIn()).isFalse();
    control("login/scan", "{\"session\":2}");
    assertThat(gateway.login().loggedIn()).isTrue();
  }

  @Test
  void givenFilters_whenSearched_thenOnlyWhatFits() {
    var videos =
        new SearchFilters(
            SearchFilters.Sort.MOST_LIKED,
            SearchFilters.Type.VIDEO,
            SearchFilters.Published.ANY_TIME,
            SearchFilters.Scope.ALL);
    var creator = sandbox.creators().getFirst().id();
    sandbox.publish(List.of(new SandboxRedNote.Draft(creator, "茶具", "文")));
    assertThat(notes(gateway.search("茶具", SearchFilters.NEWEST)))
        .extracting(Note::title)
        .startsWith("茶具");
    assertThat(notes(gateway.search("茶具", videos))).extracting(Note::title).doesNotContain("茶具");
  }
}
