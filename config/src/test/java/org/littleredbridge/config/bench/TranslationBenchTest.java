package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.config.bench.TranslationBench.Candidate;
import org.littleredbridge.config.bench.TranslationBench.Price;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;
import org.littleredbridge.translate.Rendering;

final class TranslationBenchTest {
  private static final String FILE =
      "面馆真好吃\tThe noodle shop is really good\n\n看日落[笑哭R]\tWatch the sunset😂\n";

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void givenAnEngineThatKnowsTheReferences_whenMeasured_thenItHasAHundredInBatchesItTakes()
      throws IOException {
    var batches = new ArrayList<List<String>>();
    var engine =
        engine(
            "wise",
            new Engine.Batch(1, 100),
            texts -> {
              batches.add(texts);
              return texts.stream()
                  .<Rendering>map(text ->
                      new Rendering.Translation(
                          text.startsWith("面馆")
                              ? "The noodle shop is really good"
                              : "Watch the sunset⟦1⟧"))
                  .toList();
            });
    var price = new Price(Optional.of(20.0), Optional.empty(), Optional.empty());
    var lines = bench(FILE).run(List.of(new Candidate(engine, price)));
    assertThat(batches).hasSize(2).allMatch(batch -> batch.size() == 1);
    assertThat(lines.get(0)).contains("BLEU-4").contains("chrF2");
    assertThat(lines.get(1).split(" {2,}"))
        .startsWith("wise", "2", "2", "100.0", "100.0")
        .endsWith("11", "-", "0.0002");
    assertThat(String.join("\n", lines)).contains("13a").contains("beta 2");
  }

  @Test
  void givenAnEngineThatFails_whenMeasured_thenItsReasonIsSaidAndItIsGivenUp() throws IOException {
    var calls = new ArrayList<List<String>>();
    var engine =
        engine(
            "weak",
            new Engine.Batch(1, 100),
            texts -> {
              calls.add(texts);
              throw new EngineException(new EngineFailure.Down(), "the service is away");
            });
    var lines =
        bench("一\tone\n二\ttwo\n三\tthree\n四\tfour\n五\tfive\n")
            .run(List.of(new Candidate(engine, Price.UNKNOWN)));
    assertThat(calls).hasSize(3);
    assertThat(lines.get(1).split(" {2,}")).startsWith("weak", "5", "0", "-", "-");
    assertThat(lines).contains("weak: the service is away");
  }

  @Test
  void givenHelpWithWords_whenMeasured_thenItIsNoTranslation() throws IOException {
    var engine =
        engine(
            "aid",
            Engine.Batch.ANY,
            texts ->
                texts.stream().<Rendering>map(_ -> new Rendering.WordHelp(List.of())).toList());
    var lines = bench(FILE).run(List.of(new Candidate(engine, Price.UNKNOWN)));
    assertThat(lines.get(1).split(" {2,}")).startsWith("aid", "2", "0", "-", "-");
    assertThat(lines).anyMatch(line -> line.contains("translates none of them"));
  }

  @Test
  void givenAnotherDirection_whenMeasured_thenASentenceSaysSo() throws IOException {
    var file = Files.writeString(folder.resolve("f"), "one\t一\n");
    var engine = engine("one-way", Engine.Batch.ANY, _ -> List.of());
    var lines =
        new TranslationBench(file, Locale.ENGLISH, Locale.CHINESE)
            .run(List.of(new Candidate(engine, Price.UNKNOWN)));
    assertThat(lines).contains("one-way does not work from en into zh.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"一\tone\n二\n", "一\tone\n二\t\n", "一\tone\n\ttwo\n", "一\tone\n二\ttwo\t2\n"})
  void givenABadLine_whenRead_thenItsNumberIsSaid(String text) {
    assertThatThrownBy(() -> bench(text)).hasMessageContaining("line 2: ");
  }

  @Test
  void givenFilesThatCannotBeUsed_whenRead_thenASentenceSaysWhy() throws IOException {
    assertThatThrownBy(() -> bench("\n\n")).hasMessageContaining("holds no segment");
    var none = folder.resolve("none");
    assertThatThrownBy(() -> new TranslationBench(none, Locale.CHINESE, Locale.ENGLISH))
        .hasMessageContaining("cannot be read");
    var latin = Files.write(folder.resolve("latin"), "é\té".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new TranslationBench(latin, Locale.CHINESE, Locale.ENGLISH))
        .hasMessageContaining("UTF-8");
  }

  private TranslationBench bench(String text) throws IOException {
    var file = Files.writeString(folder.resolve("reference.tsv"), text);
    return new TranslationBench(file, Locale.CHINESE, Locale.ENGLISH);
  }

  private interface Renders {
    List<Rendering> render(List<String> texts);
  }

  private static Engine engine(String name, Engine.Batch batch, Renders renders) {
    return new Engine() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String version() {
        return "1";
      }

      @Override
      public boolean serves(Locale from, Locale to) {
        return from.equals(Locale.CHINESE);
      }

      @Override
      public Batch batch() {
        return batch;
      }

      @Override
      public List<Rendering> render(List<String> texts, Locale from, Locale to) {
        return renders.render(texts);
      }
    };
  }
}
