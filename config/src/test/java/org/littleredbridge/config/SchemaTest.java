package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The schema tells editors what the reader takes; these tests keep the two alike.
final class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  // YAML takes these for the numbers 5 and 16; only the program sees how they are written.
  private static final Set<String> PROGRAM_ALONE =
      Set.of(
          "+5",
          "0x10",
          "[write]",
          "[{type: sandbox}, {type: sandbox}]",
          "[{type: deepl, key: a}, {type: deepl, key: b}]",
          "[{type: deepl, key: a, name: one}, {type: libretranslate, name: one}]",
          "[{type: libretranslate, name: reading-aid}]",
          "phrasebook",
          "[{type: rsshub}]",
          "[{type: redbook}]",
          "a1=hunter2-only");

  private final JsonNode schema = schema();
  private final SchemaCheck check = new SchemaCheck(schema);

  @Test
  void givenEveryGateway_whenRead_thenTheSchemaHasTheVeryKeysTheReaderAskedFor() {
    var cookies = "a1=one; web_session=two";
    var environment = new HashMap<>(Sample.TOKENS);
    environment.put("COOKIES", cookies);
    var reader = new ConfigReader(environment);
    reader.read("openai", Sample.openAi().yaml());
    reader.read("deepl", Sample.deepL().yaml());
    reader.read("real", Sample.real().yaml());
    reader.read("sandbox", Sample.sandbox().yaml());
    var file = Sample.redbook().without("rednote.gateways.cookies");
    reader.read("redbook", file.with("rednote.gateways.cookie-file", "cookies.json").yaml());
    assertThat(catchThrowableOfType(ConfigException.class, () -> readAlone(reader)))
        .hasMessageContaining("RSSHub only lists");
    var described = new TreeSet<String>();
    walk(schema, "", (key, _) -> described.add(key));
    assertThat(described).isEqualTo(new TreeSet<>(reader.asked()));
  }

  private static void readAlone(ConfigReader reader) {
    reader.read("rsshub", Sample.rssHub().yaml());
  }

  @Test
  void givenEveryEnum_whenTheReaderIsAsked_thenItTakesTheSameWords() {
    var described = new TreeMap<String, Set<String>>();
    walk(schema, "", (key, node) -> enums(node).forEach(words -> described.put(key, words)));
    assertThat(described.keySet())
        .containsExactlyInAnyOrder(
            "communities",
            "rednote.gateways.platform",
            "rednote.gateways.type",
            "rednote.gateways.use",
            "rednote.links",
            "rednote.comments.mode",
            "translation.engines.marks",
            "translation.engines.max-tokens-field",
            "translation.engines.structured",
            "translation.engines.type");
    described.forEach((key, words) -> assertThat(wordsOfTheReader(key)).as(key).isEqualTo(words));
  }

  @Test
  void givenEveryObject_whenLookedAt_thenItIsClosedAndEveryKeyIsDescribed() {
    walk(
        schema,
        "",
        (key, node) -> {
          assertThat(node.path("description").asText()).as(key).endsWith(".");
          if (node.has("properties")) {
            assertThat(node.path("additionalProperties"))
                .as(key)
                .isEqualTo(JSON.valueToTree(false));
          }
        });
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void givenTheSamplesAndTheExample_whenChecked_thenTheSchemaTakesThem() throws IOException {
    assertThat(check.takes(tree(Sample.real().yaml()))).isTrue();
    assertThat(check.takes(tree(Sample.sandbox().yaml()))).isTrue();
    assertThat(check.takes(tree(Sample.redbook().yaml()))).isTrue();
    assertThat(check.takes(tree(Sample.rssHub().yaml()))).isTrue();
    assertThat(check.takes(tree(Sample.openAi().yaml()))).isTrue();
    assertThat(check.takes(tree(Sample.deepL().yaml()))).isTrue();
    assertThat(check.takes(tree(Sample.libreTranslate().yaml()))).isTrue();
    assertThat(check.takes(tree(Files.readString(file("bridge.example.yaml"))))).isTrue();
  }

  @Test
  void givenDefaultsInTheSchema_whenRead_thenEachIsTakenInPlaceOfTheKey() {
    var defaults = new LinkedHashMap<String, JsonNode>();
    walk(
        schema,
        "",
        (key, node) -> {
          if (node.has("default")) {
            defaults.put(key, node.get("default"));
          }
        });
    assertThat(defaults).hasSizeGreaterThan(15);
    defaults.forEach((key, value) -> {
      var sample =
          switch (key) {
            case "rednote.gateways.port" -> Sample.sandbox();
            case "rednote.gateways.command", "rednote.gateways.platform" -> Sample.redbook();
            case "translation.engines.structured", "translation.engines.vision" -> Sample.openAi();
            default -> Sample.real();
          };
      assertThat(sample.with(key, value.toString()).read())
          .as(key)
          .isEqualTo(sample.without(key).read());
    });
  }

  @ParameterizedTest
  @MethodSource
  void givenAGoodValue_whenChecked_thenTheSchemaTakesIt(Values.Value value) {
    assertThat(check.takes(tree(value.sample().yaml()))).as(value.toString()).isTrue();
  }

  static Stream<Values.Value> givenAGoodValue_whenChecked_thenTheSchemaTakesIt() {
    return Values.good();
  }

  @ParameterizedTest
  @MethodSource
  void givenABadValue_whenChecked_thenTheSchemaRefusesIt(Values.Value value) {
    assertThat(check.takes(tree(value.sample().yaml()))).as(value.toString()).isFalse();
  }

  static Stream<Values.Value> givenABadValue_whenChecked_thenTheSchemaRefusesIt() {
    return Values.bad().filter(v -> !PROGRAM_ALONE.contains(v.written()));
  }

  @Test
  void givenAnUnknownKeyAnywhere_whenChecked_thenBothRefuseIt() {
    var holders = Set.of("data", "web", "rednote", "rednote.gateways", "rednote.polling", "node");
    for (var holder : holders) {
      var sample = Sample.real().with(holder + ".unheard", "of");
      assertThat(check.takes(tree(sample.yaml()))).as(holder).isFalse();
      assertThat(catchThrowableOfType(ConfigException.class, sample::read))
          .as(holder)
          .hasMessageContaining(holder + ".unheard")
          .hasMessageContaining("line " + sample.line(holder + ".unheard"));
    }
  }

  /// The words of the reader's own sentence that it then takes.
  private static Set<String> wordsOfTheReader(String key) {
    var nonsense = document(key, "nonsense");
    var refusal = catchThrowableOfType(ConfigException.class, nonsense::read);
    var sentence = String.valueOf(refusal.getMessage());
    var words = new HashSet<String>();
    for (var word : sentence.replaceFirst(".*(one of|may hold) ", "").split("[ ,]+|\\.$")) {
      try {
        document(key, word).read();
        words.add(word);
      } catch (ConfigException e) {
        // An RSSHub alone shows no note; it is known all the same.
        if (String.valueOf(e.getMessage()).contains("RSSHub only lists")) {
          words.add(word);
        }
      }
    }
    return words;
  }

  private static Sample document(String key, String word) {
    return switch (key) {
      case "rednote.gateways.use" -> Sample.real().with(key, "[ read, " + word + " ]");
      case "rednote.gateways.type" ->
          switch (word) {
            case "sandbox" -> Sample.sandbox();
            case "redbook" -> Sample.redbook();
            case "rsshub" -> Sample.rssHub();
            default -> Sample.real().with(key, word);
          };
      case "rednote.gateways.platform" -> Sample.redbook().with(key, word);
      case "translation.engines.marks" -> Sample.deepL().with(key, word);
      case "translation.engines.structured", "translation.engines.max-tokens-field" ->
          Sample.openAi().with(key, word);
      case "translation.engines.type" ->
          switch (word) {
            case "openai" -> Sample.openAi();
            case "deepl" -> Sample.deepL();
            default -> Sample.real().with(key, word);
          };
      default -> Sample.real().with(key, word);
    };
  }

  private static Stream<Set<String>> enums(JsonNode node) {
    var own =
        node.path("items").has("properties")
            ? Stream.<JsonNode>of()
            : node.findValues("enum").stream();
    return node.has("properties")
        ? Stream.of()
        : own.map(words -> {
          var set = new HashSet<String>();
          words.forEach(w -> set.add(w.textValue()));
          return set;
        });
  }

  private static void walk(JsonNode node, String path, BiConsumer<String, JsonNode> visitor) {
    var holder = node.path("items").has("properties") ? node.get("items") : node;
    for (var entry : holder.path("properties").properties()) {
      var key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      visitor.accept(key, entry.getValue());
      walk(entry.getValue(), key, visitor);
    }
  }

  private static JsonNode tree(String yaml) {
    var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return JSON.valueToTree(new Load(settings).loadFromString(yaml));
  }

  private static JsonNode schema() {
    try {
      return JSON.readTree(Files.readString(file("bridge.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    return Path.of(System.getProperty("basedir", ".")).resolve(name);
  }
}
