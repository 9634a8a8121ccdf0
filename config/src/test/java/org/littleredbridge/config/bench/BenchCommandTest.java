package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class BenchCommandTest {
  @TempDir private Path folder = Path.of("replaced");

  private final StringWriter err = new StringWriter();

  @Test
  void givenNoIds_whenChosen_thenAllInTheirOrder() {
    assertThat(Bench.chosen(List.of()))
        .containsExactly("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P11");
  }

  @Test
  void givenIdsInAnyCaseAndTwice_whenChosen_thenEachOnce() {
    assertThat(Bench.chosen(List.of("p7", "P1", " p7 "))).containsExactly("P7", "P1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p0", "p12", "P6-lost", "", "1", "p1,p2", "p１", "../p1"})
  void givenWhatIsNoScenario_whenTyped_thenASentenceListsThemAndTheExitIsTwo(String typed) {
    assertThat(exit(typed)).isEqualTo(2);
    assertThat(err.toString()).contains("There is no scenario “" + typed + "”").contains("P11");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100", "x", "3.5", "99999999999"})
  void givenRunsThatCannotBe_whenTyped_thenNothingStartsAndTheExitIsTwo(String runs) {
    assertThat(exit("p1", "--runs", runs)).isEqualTo(2);
    assertThat(err.toString()).contains("runs");
  }

  @Test
  void givenAFileThatCannotBeWritten_whenTyped_thenItSaysSoBeforeAnythingRuns() {
    assertThat(exit("p1", "--json", folder.toString())).isEqualTo(2);
    assertThat(exit("p1", "--json", folder.resolve("none/a.json").toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2).allMatch(l -> l.contains("cannot be written"));
  }

  private int exit(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(new StringWriter(), true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
