package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.config.Backstage.Creator;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;

/// What people write, on the whole road. One bridge serves all of these tests; each has a channel
/// and a creator of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoadTest {
  private final SandboxRedNote rednote = SandboxRedNote.start(SandboxConfig.still(0));
  private final Backstage backstage = new Backstage(rednote.url());
  private final RunningBridge bridge;
  private final Caller caller;

  RoadTest(@TempDir Path folder) {
    bridge = RunningBridge.start(folder, RunningBridge.over(rednote.url()));
    caller = new Caller(bridge.url());
  }

  @AfterAll
  void stop() {
    caller.close();
    bridge.close();
    backstage.close();
    rednote.close();
  }

  private WebChannel channel(String name) {
    return new WebChannel(caller, name);
  }

  /// A creator with one note that `channel` has already.
  private Creator followed(WebChannel channel) {
    var creator = backstage.join("作者 " + channel.name());
    var first = backstage.publish(creator, "你好", "第一篇笔记");
    assertThat(channel.ask("/follow " + creator.realUrl() + " last 1")).contains("Following");
    channel.awaitNote(first);
    return creator;
  }

  @Test
  void givenANoteWithMarkupAndMentions_whenBridged_thenItArrivesAsThePlainTextItIs() {
    var channel = channel("markup");
    var creator = followed(channel);
    var title = "<b>粗</b> @everyone";
    var start =
        "<script>alert(1)</script><img src=x onerror=alert(2)> **粗体** ~~删~~ `码` ||藏|| @everyone @here"
            + " <@123456> <@&7> [点我](javascript:alert(3)) &lt;i&gt; {{7*7}} ${jndi:ldap://x}\n";
    var text = start + "字".repeat(900 - start.length());

    var note = channel.awaitNote(backstage.publish(creator, title, text));

    // Mentions and links are set off by a space, so that they keep their end.
    assertThat(note.json().path("title").asText()).isEqualToIgnoringWhitespace(title);
    assertThat(note.json().path("body").asText()).isEqualToIgnoringWhitespace(text);
    assertThat(note.text()).isEqualToIgnoringWhitespace(title + text);
  }

  @Test
  void givenAReplyOfTenThousandCharacters_whenSent_thenASentenceComesAndNothingIsPosted() {
    var channel = channel("long");
    var creator = followed(channel);
    var note = channel.awaitNote(backstage.publish(creator, "今天", "写了一点"));

    var reply = channel.reply(note, "长".repeat(10_000));
    var outcome = channel.await("the outcome", m -> m.answers(reply));
    assertThat(outcome.outcome()).hasValue("refused");
    assertThat(outcome.text()).contains("10,000").contains("280");

    // Replies are carried in order: when the next one is there, the long one is not to come.
    var next = channel.reply(note, "短的");
    channel.await("the next one's outcome", m -> m.answers(next));
    assertThat(backstage.comments(note.note().orElseThrow()))
        .extracting(Backstage.Written::text)
        .containsExactly("短的");
  }

  @Test
  void givenALinkThatIsNoRedNoteLink_whenFollowed_thenASentenceSaysWhichLinksAre() {
    var channel = channel("links");

    assertThat(channel.ask("/follow https://www.example.com/user/profile/5f0000000000000000000001"))
        .contains("no RedNote link")
        .contains("xhslink.com");
    assertThat(
            channel.ask(
                "/follow https://www.rednote.com.example.org/explore/6b0182b2000000009b571248"))
        .contains("no RedNote link");
    assertThat(channel.ask("/list")).contains("follows nobody");
  }

  @Test
  void givenAPageOfAnotherSite_whenItPosts_thenItIsRefusedAndNothingIsSaid() {
    var channel = channel("origin");
    channel.ask("/help");
    var before = channel.messages();

    var answer =
        caller.post(
            "/api/channels/origin/messages",
            "{\"text\":\"/trending on\"}",
            "Origin",
            "https://evil.example");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(channel.messages()).isEqualTo(before);
    assertThat(channel.ask("/list")).contains("follows nobody");
  }
}
