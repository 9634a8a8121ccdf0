package org.littleredbridge.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Turns the configuration's text into YAML's tree. What it says about a broken file holds nothing
/// of the file, which may have a secret where the YAML breaks.
final class ConfigFile {
  /// In bytes and characters. The whole example is a hundredth of it.
  static final int MOST = 256 << 10;

  private static final int DEEPEST = 16;
  private static final String SIGNS =
      "parts are not repeated with “*” here, and a value that begins with “*”, “&” or “!” must be in"
          + " quotes";

  private ConfigFile() {}

  /// @throws ConfigException when it cannot be read, is not UTF-8 or far too long
  static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw tooLong(file.toString());
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          file + " is not there. Copy config/bridge.example.yaml to it, or name another file.");
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + " is not text in UTF-8. Save it in UTF-8.");
    } catch (IOException e) {
      throw new ConfigException(
          file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). It must be a file that the bridge's user may read.");
    }
  }

  /// The file's outermost value.
  ///
  /// @param name the file's name for messages
  /// @throws ConfigException when it is no YAML, or holds nothing
  static Node root(String name, String text) {
    if (text.length() > MOST) {
      throw tooLong(name);
    }
    var settings =
        LoadSettings.builder().setLabel(name).setSchema(new CoreSchema()).setUseMarks(true).build();
    try {
      checkShape(name, text, settings);
      var root = new Compose(settings).composeString(text);
      return root.filter(node -> !node.getTag().equals(Tag.NULL)).orElseThrow(() -> empty(name));
    } catch (MarkedYamlEngineException e) {
      throw new ConfigException(
          name + line(e.getProblemMark()) + ": this is not YAML: " + reason(e) + ".");
    } catch (YamlEngineException e) {
      // Its message tells of settings of the library, so it would help nobody.
      throw new ConfigException(
          name
              + ": this is not YAML: it holds control characters. Write it anew in a text editor.");
    }
  }

  static String line(Optional<Mark> mark) {
    return mark.map(m -> " line " + (m.getLine() + 1)).orElse("");
  }

  /// What composes the tree calls itself for each level, and never comes back from a part that
  /// repeats itself; the parser before it does neither.
  private static void checkShape(String name, String text, LoadSettings settings) {
    var depth = 0;
    for (var event : new Parse(settings).parseString(text)) {
      if (event instanceof AliasEvent) {
        throw new ConfigException(name + line(event.getStartMark()) + ": " + SIGNS + ".");
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw new ConfigException(
            name
                + line(event.getStartMark())
                + ": values are nested too deep. See config/bridge.example.yaml.");
      }
    }
  }

  private static String reason(MarkedYamlEngineException e) {
    var problem = String.valueOf(e.getProblem());
    // These name the word they found, and an unquoted password may well begin with such a sign.
    if (problem.contains("alias") || problem.contains("anchor") || problem.contains("tag")) {
      return SIGNS;
    }
    if (problem.contains("another document")) {
      return "there is a second document after “---”";
    }
    return problem;
  }

  private static ConfigException empty(String name) {
    return new ConfigException(
        name + " is empty. Copy config/bridge.example.yaml over it, or remove it for the demo.");
  }

  private static ConfigException tooLong(String name) {
    return new ConfigException(
        name + " is longer than " + (MOST >> 10) + " KB, so it is no configuration of the bridge.");
  }
}
