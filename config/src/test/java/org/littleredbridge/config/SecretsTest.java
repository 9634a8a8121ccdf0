package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.config.BridgeConfig.Secret;

final class SecretsTest {
  private static final String HIDDEN = "hunter2";

  @Test
  void givenSecrets_whenTheConfigurationIsPrinted_thenTheyDoNotShow() {
    var sample =
        Sample.real()
            .with("web.password", HIDDEN)
            .with("rednote.gateways.token", HIDDEN + "-token");
    assertThat(sample.read().toString()).doesNotContain(HIDDEN).contains("[hidden]");
    for (var engine : List.of(Sample.openAi(), Sample.deepL(), Sample.libreTranslate())) {
      var config = engine.with("translation.engines.key", HIDDEN).read();
      assertThat(config.translation().toString()).doesNotContain(HIDDEN).contains("[hidden]");
    }
    assertThat(new Secret("")).hasToString("[none]");
    assertThat(new Secret(HIDDEN)).hasToString("[hidden]");
  }

  // Each is a slip of the hand, or a password with a sign that means something to YAML.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "web:\n  password: *hunter2\n",
        "web:\n  password: &hunter2\n  x: 1\n",
        "web:\n  password: !hunter2 x\n  x: 1\n",
        "web:\n  password: !hunter2!x x\n",
        "web:\n  password: %hunter2\n",
        "web:\n  password: @hunter2\n",
        "web:\n  password: `hunter2`\n",
        "web:\n  password: |hunter2\n",
        "web:\n  password: >hunter2\n",
        "web:\n  password: \"hunter2\n",
        "web:\n  password: \"hunter2\\q\"\n",
        "web:\n  password: 'hunter2'hunter2\n",
        "web:\n  password: hunter2: x\n",
        "web:\n  password: [hunter2\n",
        "web:\n  password: [hunter2]\n",
        "web:\n  password: {hunter2}\n",
        "web:\n  password: {hunter2: hunter2}\n",
        "web:\n  password:hunter2\n",
        "web:\n  port: 1\n  password:hunter2\n",
        "web:\n  port: 1\n  password:hunter2:\n",
        "web:\n  password hunter2: x\n",
        "web: {password:hunter2}\n",
        "web: {password:hunter2, port: 1}\n",
        "web: {password: a,hunter2}\n",
        "web: {password: a}hunter2}\n",
        "web: {password=hunter2: }\n",
        "web: password=hunter2\n",
        "web:\n  passwort: hunter2\n",
        "web:\n  password: ${hunter2\n",
        "web:\n  password: ${A:hunter2${}\n",
        "web:\n  password: hunter2\n  password: hunter2\n",
        "web:\n  port: hunter2\n",
        "web:\n  chat: hunter2\n",
        "web:\n  host: 'hunter2 hunter2'\n",
        "communities: hunter2\n",
        "operators: [hunter2]\n",
        "data: {url: 'jdbc:postgresql://a:hunter2@127.0.0.1/b'}\n",
        "data: {url: 'jdbc:mysql://a:hunter2@127.0.0.1/b'}\n",
        "data: {password: hunter2}\n",
        "rednote: {gateways: [{type: hunter2}]}\n",
        "rednote: {gateways: [{type: xiaohongshu-mcp, url: 'http://a:hunter2@127.0.0.1'}]}\n",
        "rednote: {gateways: [{type: xiaohongshu-mcp, url: 'http://hunter2 hunter2'}]}\n",
        "rednote: {gateways: [{type: xiaohongshu-mcp, url: 'http://127.0.0.1/?token=hunter2'}]}\n",
        "rednote: {gateways: [{type: xiaohongshu-mcp, token: 'hunter2 红'}]}\n",
        "rednote: {gateways: [{type: xiaohongshu-mcp, use: [hunter2]}]}\n",
        "rednote: {polling: {creator: hunter2, jitter: hunter2, daily: hunter2}}\n",
        "rednote: {comments: {mode: hunter2}}\n",
        "translation: {engines: [{type: openai, key: hunter2}]}\n",
        "translation: {engines: [{type: openai, key: 'hunter2 x', model: a}]}\n",
        "translation: {engines: [{type: openai, key: hunter2, model: a, mode: b}]}\n",
        "translation: {engines: [{type: openai, model: 'hunter2 x', key: a}]}\n",
        "translation: {engines: [{type: deepl, key: hunter2, url: 'http://u:hunter2@a'}]}\n",
        "translation: {engines: [{type: deepl, key: hunter2, marks: hunter2}]}\n",
        "translation: {engines: [{type: libretranslate, key: hunter2, price: hunter2}]}\n",
        "translation: {target: hunter2}\n",
        "discord: {token: 'hunter2 hunter2'}\n",
        "discord: {tokn: hunter2}\n",
        "telegram: {token: 'hunter2/x'}\n",
        "telegram: {api: 'http://a:hunter2@b'}\n",
        "discord: {proxy: 'http://a:hunter2@b:1'}\n",
        "node: {id: hunter2}\n",
        "hunter2\n",
        "[hunter2]\n",
        "\"hunter2\"\u0007\n"
      })
  void givenASecretInABrokenFile_whenRefused_thenNothingRepeatsIt(String yaml) {
    var refusal = catchThrowable(() -> new ConfigReader(Map.of()).read("bridge.yaml", yaml));
    assertThat(refusal).isInstanceOf(ConfigException.class);
    assertThat(everythingSaidBy(refusal)).doesNotContain(HIDDEN);
  }

  @Test
  void givenSecretsInTheEnvironment_whenTheFileIsRefused_thenNothingRepeatsThem() {
    var environment = Map.of("WEB_PASSWORD", HIDDEN);
    for (var key : new String[] {"web.port", "communities", "rednote.gateways.url", "web.chat"}) {
      var yaml = Sample.real().with(key, "'${WEB_PASSWORD}'").yaml();
      var refusal = catchThrowable(() -> new ConfigReader(environment).read("bridge.yaml", yaml));
      assertThat(refusal).isInstanceOf(ConfigException.class);
      assertThat(everythingSaidBy(refusal)).doesNotContain(HIDDEN);
    }
  }

  private static String everythingSaidBy(Throwable refusal) {
    var said = new StringWriter();
    refusal.printStackTrace(new PrintWriter(said, true));
    return said.toString();
  }
}
