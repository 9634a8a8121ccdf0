package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.config.Backstage.Creator;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.sandbox.translators.Misdeed;
import org.littleredbridge.sandbox.translators.SandboxTranslators;
import org.littleredbridge.sandbox.translators.SandboxTranslatorsConfig;
import org.littleredbridge.sandbox.translators.Trouble;

/// Notes on the whole road through engines of the configuration.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EngineRoadTest {
  private static final String HAN = "\\p{IsHan}";

  private final SandboxRedNote rednote = SandboxRedNote.start(SandboxConfig.still(0));
  private final SandboxTranslators services =
      SandboxTranslators.start(SandboxTranslatorsConfig.of(0));
  private final Backstage backstage = new Backstage(rednote.url());
  private final RunningBridge bridge;
  private final Caller caller;

  EngineRoadTest(@TempDir Path folder) {
    var engines =
        "{ type: openai, url: \"%s\", key: %s, model: %s }, { type: deepl, url: \"%s\", key: %s, marks: xml }"
            .formatted(
                services.openAi(),
                services.key(),
                services.model(),
                services.deepL(),
                services.key());
    var settings =
        RunningBridge.over(rednote.url())
            .replace("{ type: reading-aid }", engines + ", { type: reading-aid }");
    bridge = RunningBridge.start(folder, settings);
    caller = new Caller(bridge.url());
  }

  @AfterAll
  void stop() {
    caller.close();
    bridge.close();
    backstage.close();
    services.close();
    rednote.close();
  }

  private Creator followed(WebChannel channel) {
    var creator = backstage.join("作者 " + channel.name());
    var first = backstage.publish(creator, "你好", "第一篇笔记");
    assertThat(channel.ask("/follow " + creator.realUrl() + " last 1")).contains("Following");
    channel.awaitNote(first);
    return creator;
  }

  @Test
  void givenEngines_whenNotesArrive_thenTheFirstThatCanTranslatesThemAndIsNamed() {
    var channel = new WebChannel(caller, "engines");
    var creator = followed(channel);

    var read = channel.awaitNote(backstage.publish(creator, "今天的下午茶", "人均68元，真的很好吃。"));
    assertThat(read.json().path("title").asText()).isNotBlank().doesNotContainPattern(HAN);
    assertThat(read.json().path("body").asText()).contains("68").doesNotContainPattern(HAN);
    assertThat(read.json().toString()).contains("openai");

    services.trouble(Trouble.UNSUITED, 1);
    var refused = channel.awaitNote(backstage.publish(creator, "昨天的早饭", "人均12元，也很好吃。"));
    assertThat(refused.json().path("body").asText()).contains("12").doesNotContainPattern(HAN);
    assertThat(refused.json().toString()).contains("deepl");

    services.misbehave(Set.of(Misdeed.LINK, Misdeed.PING));
    var hostile = channel.awaitNote(backstage.publish(creator, "明天的晚饭", "人均45元，一定很好吃。"));
    assertThat(hostile.json().toString())
        .doesNotContain("evil.example")
        .doesNotContain("@everyone");
    services.calm();
  }
}
