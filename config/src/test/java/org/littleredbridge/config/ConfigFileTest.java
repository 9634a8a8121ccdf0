package org.littleredbridge.config;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are broken, by mistake or on purpose: each ends in a sentence, none in a hang.
final class ConfigFileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String GOOD = "rednote:\n  gateways:\n    - type: sandbox\n";

  @TempDir private Path folder = Path.of("replaced");

  @ParameterizedTest
  @MethodSource
  void givenBrokenYaml_whenRead_thenTheLineIsNamed(String yaml, int line, String reason) {
    assertThat(refusal(yaml))
        .startsWith("bridge.yaml line " + line + ": ")
        .contains(reason)
        .endsWith(".")
        .doesNotContain("\n");
  }

  static Stream<Arguments> givenBrokenYaml_whenRead_thenTheLineIsNamed() {
    return Stream.of(
        Arguments.of("web:\n\tport: 8080\n", 2, "(TAB)"),
        Arguments.of("web:\n  port: 1\n\tchat: true\n", 3, "not YAML"),
        Arguments.of("web:\n  host: [ a\n  port: 1\n", 3, "not YAML"),
        Arguments.of("web:\n  host: \"a\n", 3, "end of stream"),
        Arguments.of("web:\n  host: a: b\n", 2, "mapping values are not allowed here"),
        Arguments.of("web:\n  port: 1\n host: a\n", 3, "not YAML"),
        Arguments.of("web:\n  host: @a\n", 2, "cannot start any token"),
        Arguments.of("web:\n  host: ${A}}{\n  : :\n - x\n", 3, "not YAML"),
        Arguments.of("web: {port: ${PORT}}\n", 1, "not YAML"),
        Arguments.of(GOOD + "---\n" + GOOD, 4, "second document"),
        Arguments.of("web:\n  port: 1\n  port: 2\n", 3, "web.port is there twice"),
        Arguments.of("web: {}\nrednote: {}\nweb: {}\n", 3, "web is there twice"),
        Arguments.of("web: {port: 1, 'port': 2}\n", 1, "web.port is there twice"),
        Arguments.of("- web\n- rednote\n", 1, "the file must hold keys and values"),
        Arguments.of("just words\n", 1, "the file must hold keys and values"),
        Arguments.of("<html><body>Not found</body></html>\n", 1, "must hold keys and values"),
        Arguments.of("{\"web\": {\"port\": \"x\"}}\n", 1, "web.port must be a whole number"),
        Arguments.of("web:\n  ? [a, b]\n  : c\n", 2, "has a key that is no word"),
        Arguments.of("web:\n  ? {a: b}\n  : c\n", 2, "has a key that is no word"),
        Arguments.of("web:\n  port:\n    - 8080\n", 3, "web.port must be a single value"),
        Arguments.of("web:\n  port: {a: 1}\n", 2, "web.port must be a single value"),
        Arguments.of("web:\n  port: !!binary x\n", 2, "web.port must be a whole number"),
        Arguments.of("web:\n  !!java.io.File port: 1\n  x: 1\n", 3, "web.x is not a key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only words\n", "---\n", "~", "null\n", "\uFEFF"})
  void givenAnEmptyFile_whenRead_thenItSaysWhatToDo(String yaml) {
    assertThat(refusal(yaml))
        .isEqualTo(
            "bridge.yaml is empty. Copy config/bridge.example.yaml over it, or remove it for the"
                + " demo.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF" + GOOD, "# 小红桥\r\n" + GOOD, "---\n" + GOOD + "...\n"})
  void givenAnotherEditorsHabits_whenRead_thenItIsTaken(String yaml) {
    assertThat(read(yaml).rednote()).isPresent();
    assertThat(read(yaml.replace("\n", "\r\n")).rednote()).isPresent();
  }

  @ParameterizedTest
  @MethodSource
  void givenABomb_whenRead_thenItEndsInASentence(String yaml) {
    var sentence = assertTimeoutPreemptively(PATIENCE, () -> refusal(yaml));
    assertThat(sentence).startsWith("bridge.yaml").hasSizeLessThan(300).endsWith(".");
  }

  static Stream<String> givenABomb_whenRead_thenItEndsInASentence() {
    var laughs =
        IntStream.rangeClosed(1, 30)
            .mapToObj(n -> "a%d: &a%d [%s]".formatted(n, n, ("*a" + (n - 1) + ",").repeat(9) + "x"))
            .collect(Collectors.joining("\n", "a0: &a0 [x, x]\n", "\n"));
    var merged =
        IntStream.rangeClosed(1, 30)
            .mapToObj(n -> "a%d: &a%d {<<: [*a%d, *a%d]}".formatted(n, n, n - 1, n - 1))
            .collect(Collectors.joining("\n", "a0: &a0 {x: y}\n", "\n"));
    var aliases = "a: &a {port: 1}\nb: [" + "*a, ".repeat(50_000) + "x]\n";
    return Stream.of(
        laughs,
        merged,
        aliases,
        "a: &a [*a]\n",
        "&a [*a]\n",
        "web: &w\n  port: *w\n",
        "web: &w\n  *w : 1\n",
        "rednote: &r\n  gateways: &g [*g]\n",
        "rednote: &r\n  polling: *r\n",
        "rednote: &r\n  <<: *r\n",
        "? &k [*k]\n: 1\n",
        "web: {<<: {<<: {<<: 1}}}\n",
        "[".repeat(100_000),
        "[".repeat(60_000) + "]".repeat(60_000),
        "{a: ".repeat(50_000),
        "- ".repeat(50_000),
        IntStream.range(0, 400)
            .mapToObj(n -> " ".repeat(n) + "a:")
            .collect(Collectors.joining("\n")),
        "? ".repeat(50_000),
        "\"" + "\\x41".repeat(60_000),
        "a".repeat(200_000),
        "a".repeat(200_000) + ": 1\n",
        "web: {" + "a".repeat(200_000) + ": 1}",
        "web: {port: " + "9".repeat(200_000) + "}",
        "web: {port: '" + "${A:".repeat(50_000) + "'}",
        "rednote: {polling: {creator: '" + "1".repeat(200_000) + "'}}",
        "operators: ['" + "a".repeat(200_000) + "']\nx: 1",
        "x".repeat(10_000_000),
        (GOOD + "# " + "x".repeat(78) + "\n").repeat(100_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"web: \u0000", "web: \u0007", "web: \uD800", "\u001b[31mweb: 1", "a: \uFFFF"})
  void givenSignsThatAreNoText_whenRead_thenTheyAreNotRepeated(String yaml) {
    assertThat(refusal(yaml)).startsWith("bridge.yaml").matches("[\\P{Cntrl}]*\\.");
  }

  @Test
  void givenControlSignsInAKey_whenRefused_thenTheyDoNotReachTheTerminal() {
    assertThat(refusal("web: {\"a\\e[31mb\": 1}"))
        .isEqualTo(
            "bridge.yaml line 1: web.a… is not a key of this program. Known here: host, port, chat,"
                + " password.");
  }

  @Test
  void givenNoSuchFile_whenRead_thenItSaysSo() {
    var file = folder.resolve("bridge.yaml");
    assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file + " is not there. Copy config/bridge.example.yaml to it, or name another file.");
  }

  @Test
  void givenAFolder_whenRead_thenItAsksForAFile() {
    assertThatThrownBy(() -> new ConfigReader(Map.of()).read(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("It must be a file");
  }

  @Test
  void givenAnotherEncoding_whenRead_thenItAsksForUtf8() throws IOException {
    var file = Files.write(folder.resolve("bridge.yaml"), GOOD.getBytes(UTF_16));
    assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + " is not text in UTF-8. Save it in UTF-8.");
  }

  @Test
  void givenAHugeFile_whenRead_thenItIsNotReadToItsEnd() throws IOException {
    var file = folder.resolve("bridge.yaml");
    Files.write(file, new byte[10 << 20]);
    assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + " is longer than 256 KB, so it is no configuration of the bridge.");
  }

  @Test
  void givenAFile_whenRead_thenItsNameIsInTheMessages() throws IOException {
    var file = Files.writeString(folder.resolve("小红桥.yaml"), "web: 1\n", UTF_8);
    assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
        .hasMessageStartingWith(file + " line 1: web must hold keys and values");
  }

  private static String refusal(String yaml) {
    var refusal = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    return String.valueOf(refusal.getMessage());
  }

  private static BridgeConfig read(String yaml) {
    return new ConfigReader(Map.of()).read("bridge.yaml", yaml);
  }
}
