package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineRootTest {
  private static final String WELL = "The configuration is well.";
  private static final Map<String, String> NOTHING_SET = Map.of();

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void givenAGoodFile_whenChecked_thenItIsWellAndTheExitIsZero() throws IOException {
    var terminal = Terminal.typed(NOTHING_SET, "check", "--config", file(sandbox()));
    assertThat(terminal.out().lines()).containsExactly(WELL);
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.exit()).isZero();
  }

  @Test
  void givenAHastyFile_whenChecked_thenItWarnsAndIsWell() throws IOException {
    var sample = Sample.real().with("web.chat", "false").with("web.password", "");
    var hasty = file(sample.with("rednote.polling.creator", "1s"));
    var terminal = Terminal.typed(NOTHING_SET, "check", "--config", hasty);
    assertThat(terminal.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("warning: rednote.polling is faster"),
            line -> assertThat(line).isEqualTo(WELL));
    assertThat(terminal.exit()).isZero();
  }

  @Test
  void givenAnUnknownKey_whenChecked_thenOneLineNamesFileKeyAndLineAndTheExitIsTwo()
      throws IOException {
    var sample = sandbox().with("rednote.polling.craetor", "30m");
    var file = file(sample);
    var terminal = Terminal.typed(NOTHING_SET, "check", "--config", file);
    assertThat(terminal.err().lines())
        .containsExactly(
            "%s line %d: rednote.polling.craetor is not a key of this program. Did you mean “creator”?"
                .formatted(file, sample.line("rednote.polling.craetor")));
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.exit()).isEqualTo(2);
  }

  @Test
  void givenAParallelFile_whenTheEnginesAreMeasured_thenEachHasARow() throws IOException {
    var reference = Files.writeString(folder.resolve("r.tsv"), "面馆\tnoodle shop\n").toString();
    var config = file(sandbox());
    var terminal =
        Terminal.typed(
            NOTHING_SET, "bench", "translation", "--config", config, "--reference", reference);
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out()).contains("BLEU-4").contains("reading-aid").contains("chrF2: ");
    assertThat(terminal.exit()).isZero();
  }

  @Test
  void givenAnUnknownEngineOrABadFile_whenMeasured_thenASentenceSaysSoAndTheExitIsTwo()
      throws IOException {
    var reference = Files.writeString(folder.resolve("r.tsv"), "面馆\tnoodle shop\n").toString();
    var config = file(sandbox());
    var unknown =
        Terminal.typed(
            NOTHING_SET,
            "bench",
            "translation",
            "--config",
            config,
            "--reference",
            reference,
            "--engine",
            "none");
    assertThat(unknown.err()).contains("no engine “none”").contains("reading-aid");
    assertThat(unknown.exit()).isEqualTo(2);
    Files.writeString(Path.of(reference), "no tab");
    var bad =
        Terminal.typed(
            NOTHING_SET, "bench", "translation", "--config", config, "--reference", reference);
    assertThat(bad.err()).contains("line 1");
    assertThat(bad.exit()).isEqualTo(2);
  }

  @Test
  void givenADictionary_whenChecked_thenItIsReadWhole() throws IOException {
    var book = Files.writeString(folder.resolve("book"), "燈 灯 [deng1] /lamp/\n");
    var sample = sandbox().with("translation.dictionary", book.toString());
    assertThat(Terminal.typed(NOTHING_SET, "check", "--config", file(sample)).exit()).isZero();
    Files.writeString(book, "燈 灯 [deng1] /lamp/\nlamp = deng\n");
    var terminal = Terminal.typed(NOTHING_SET, "check", "--config", file(sample));
    assertThat(terminal.err()).startsWith("Line 2 of the dictionary").contains(book.toString());
    assertThat(terminal.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void givenADictionaryThatIsNotThere_whenUsed_thenItSaysSoAndTheExitIsTwo(String command)
      throws IOException {
    var sample = sandbox().with("translation.dictionary", folder.resolve("none").toString());
    var terminal = Terminal.typed(NOTHING_SET, command, "--config", file(sample));
    assertThat(terminal.err()).contains("no such file");
    assertThat(terminal.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run", "doctor"})
  void givenABrokenFile_whenUsed_thenNothingStartsAndTheExitIsTwo(String command)
      throws IOException {
    var broken = Files.writeString(folder.resolve("bridge.yaml"), "web:\n\tport: 1\n").toString();
    var terminal = Terminal.typed(NOTHING_SET, command, "--config", broken);
    assertThat(terminal.err().lines())
        .singleElement()
        .asString()
        .startsWith(broken + " line 2: this is not YAML");
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.exit()).isEqualTo(2);
  }

  @Test
  void givenABrokenFile_whenNoSubcommandIsTyped_thenItWouldHaveRun() throws IOException {
    var broken = Files.writeString(folder.resolve("bridge.yaml"), "").toString();
    var terminal = Terminal.typed(NOTHING_SET, "--config", broken);
    assertThat(terminal.err()).contains("is empty");
    assertThat(terminal.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run", "doctor"})
  void givenAFileThatIsNotThere_whenUsed_thenItSaysSoAndTheExitIsTwo(String command) {
    var missing = folder.resolve("absent.yaml").toString();
    for (var terminal :
        new Terminal[] {
          Terminal.typed(NOTHING_SET, command, "--config", missing),
          Terminal.typed(NOTHING_SET, "--config", missing, command),
          Terminal.typed(Map.of("BRIDGE_CONFIG", missing), command)
        }) {
      assertThat(terminal.err()).startsWith(missing + " is not there.");
      assertThat(terminal.exit()).isEqualTo(2);
    }
  }

  @Test
  void givenTheVariable_whenChecked_thenItsFileIsTakenAndTheOptionGoesFirst() throws IOException {
    var bad = Files.writeString(folder.resolve("bad.yaml"), "x: 1\n").toString();
    var good = file(sandbox());
    assertThat(Terminal.typed(Map.of("BRIDGE_CONFIG", good), "check").out()).contains(WELL);
    assertThat(Terminal.typed(Map.of("BRIDGE_CONFIG", bad), "check").err())
        .startsWith(bad + " line 1: x is not a key");
    assertThat(Terminal.typed(Map.of("BRIDGE_CONFIG", bad), "check", "--config", good).exit())
        .isZero();
  }

  @Test
  void givenAnEmptyVariable_whenChecked_thenItCountsAsNotSet() {
    var terminal = Terminal.typed(Map.of("BRIDGE_CONFIG", " "), "check");
    assertThat(terminal.out().lines())
        .containsExactly("There is no configuration file; the demo would run.");
    assertThat(terminal.exit()).isZero();
  }

  @Test
  void givenSecretsInTheEnvironment_whenChecked_thenTheyComeFromTheGivenEnvironment()
      throws IOException {
    var file = file(Sample.real());
    assertThat(Terminal.typed(Map.of("WEB_PASSWORD", "correct horse"), "check", "--config", file))
        .isEqualTo(new Terminal(0, WELL + System.lineSeparator(), ""));
    assertThat(Terminal.typed(NOTHING_SET, "check", "--config", file).err())
        .contains("needs the environment variable WEB_PASSWORD");
  }

  @Test
  void givenHelp_whenAsked_thenEverySubcommandIsListed() {
    var terminal = Terminal.typed(NOTHING_SET, "--help");
    assertThat(terminal.out())
        .contains(
            "Usage: little-red-bridge", "--config", "BRIDGE_CONFIG", "Without a configuration")
        .contains("run ", "check ", "doctor ", "sandbox ");
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.exit()).isZero();
  }

  @Test
  void givenVersion_whenAsked_thenItIsTold() {
    var terminal = Terminal.typed(NOTHING_SET, "--version");
    assertThat(terminal.out()).startsWith("Little Red Bridge ");
    assertThat(terminal.exit()).isZero();
  }

  @Test
  void givenWhatDoesNotExist_whenTyped_thenASentenceNamesItAndTheExitIsTwo() {
    assertRefused("--colour", "Unknown option: '--colour'");
    assertRefused("chekc", "chekc");
    assertRefused("check extra", "Unmatched argument at index 1: 'extra'");
    assertRefused("check --fast", "Unknown option: '--fast'");
    assertRefused("check --config", "Missing required parameter for option '--config'");
    assertRefused("--config a.yaml --config b.yaml check", "should be specified only once");
    assertRefused("sandbox --port many", "'many' is not an int");
  }

  @Test
  void givenATakenPort_whenTheStandInsAreStarted_thenASentenceSaysSoAndTheExitIsOne()
      throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      var terminal = Terminal.typed(NOTHING_SET, "sandbox", "--port", port);
      assertThat(terminal.err().lines()).singleElement().asString().contains(port);
      assertThat(terminal.exit()).isEqualTo(1);
    }
  }

  @Test
  void givenATakenPort_whenTheBridgeIsStarted_thenASentenceSaysSoAndTheExitIsOne()
      throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      var file = file(sandbox().with("web.port", port).with("rednote.gateways.port", "0"));
      var terminal = Terminal.typed(NOTHING_SET, "run", "--config", file);
      assertThat(terminal.err().lines()).singleElement().asString().contains(port);
      assertThat(terminal.exit()).isEqualTo(1);
    }
  }

  @Test
  void givenAGarbledStore_whenTheBridgeIsStarted_thenASentenceSaysSoAndTheExitIsOne()
      throws IOException {
    var store = Files.writeString(folder.resolve("bridge.db"), "no database ".repeat(1_000));
    var terminal = Terminal.typed(NOTHING_SET, "run", "--config", file(sandbox()));
    assertThat(terminal.err().lines()).singleElement().asString().contains(store.toString());
    assertThat(terminal.exit()).isEqualTo(1);
  }

  private static void assertRefused(String line, String sentence) {
    var terminal = Terminal.typed(NOTHING_SET, line.split(" "));
    assertThat(terminal.err()).as(line).contains(sentence).doesNotContain("\tat ");
    assertThat(terminal.out()).as(line).isEmpty();
    assertThat(terminal.exit()).as(line).isEqualTo(2);
  }

  /// All on this machine, with its store in the test's folder.
  private Sample sandbox() {
    return Sample.sandbox()
        .with("data.url", "'jdbc:sqlite:" + folder.resolve("bridge.db") + "'")
        .with("web.password", "");
  }

  private String file(Sample sample) throws IOException {
    return Files.writeString(folder.resolve("bridge.yaml"), sample.yaml()).toString();
  }

  @Test
  void givenTheHelp_whenTyped_thenBenchIsListedAndWhatItStartsIsNot() {
    var help = Terminal.typed(NOTHING_SET, "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.out()).contains("bench").doesNotContain("bench-stand-ins");
  }

  @Test
  void givenAnUnknownScenario_whenTyped_thenNothingStartsAndTheExitIsTwo() {
    var terminal = Terminal.typed(NOTHING_SET, "bench", "p99");
    assertThat(terminal.err()).contains("There is no scenario “p99”");
    assertThat(terminal.exit()).isEqualTo(2);
  }
}
