package org.littleredbridge.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping of the configuration file. Every key must be asked for; one that nobody asked for is
/// a mistake, and [#finish()] says so with its line.
final class Section {
  private final Source source;
  private final String path;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /// Where a section comes from.
  ///
  /// @param name the file's name for messages
  /// @param environment what `${NAME}` stands for
  record Source(String name, Map<String, String> environment) {}

  Section(Source source, String path, Node node) {
    this.source = source;
    this.path = path;
    if (isNull(node)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, path, "must hold keys and values, such as “key: value”");
    }
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(tuple.getKeyNode(), path, "has a key that is no word");
      }
      if (entries.put(key.getValue(), tuple) != null) {
        throw wrong(key, join(key.getValue()), "is there twice");
      }
    }
  }

  Optional<Section> section(String key) {
    return node(key).map(n -> new Section(source, join(key), n));
  }

  List<Section> sections(String key) {
    var node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode list)) {
      throw wrong(node.get(), join(key), "must be a list, each entry beginning with “- ”");
    }
    return list.getValue().stream().map(n -> new Section(source, join(key), n)).toList();
  }

  List<String> strings(String key) {
    var node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode list)) {
      throw wrong(node.get(), join(key), "must be a list, such as [one, two]");
    }
    return list.getValue().stream().map(n -> scalar(n, join(key))).toList();
  }

  Optional<String> string(String key) {
    return node(key).filter(n -> !isNull(n)).map(n -> scalar(n, join(key)));
  }

  String string(String key, String otherwise) {
    return string(key).orElse(otherwise);
  }

  int integer(String key, int otherwise, int least, int most) {
    var text = string(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var value = Integer.parseInt(text.get().strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, together with the bounds.
    }
    throw wrong(key, "must be a whole number from " + least + " to " + most);
  }

  boolean truth(String key, boolean otherwise) {
    return switch (string(key).map(s -> s.toLowerCase(Locale.ROOT)).orElse("")) {
      case "" -> otherwise;
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw wrong(key, "must be true or false");
    };
  }

  String oneOf(String key, String otherwise, List<String> allowed) {
    var value = string(key, otherwise).toLowerCase(Locale.ROOT);
    if (!allowed.contains(value)) {
      throw wrong(key, "must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  boolean has(String key) {
    return node(key).filter(n -> !isNull(n)).isPresent();
  }

  /// @throws ConfigException when a key was never asked for
  void finish() {
    for (var entry : entries.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw wrong(
            entry.getValue().getKeyNode(),
            join(entry.getKey()),
            "is not a key of this program. " + known(entry.getKey()));
      }
    }
  }

  /// The keys that were asked for so far, each with its whole path.
  Set<String> keys() {
    return asked.stream().map(this::join).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  ConfigException wrong(String key, String what) {
    var tuple = entries.get(key);
    return tuple == null
        ? new ConfigException(source.name() + ": " + join(key) + " " + what + ".")
        : wrong(tuple.getValueNode(), join(key), what);
  }

  private String known(String key) {
    var near =
        asked.stream()
            .filter(k -> distance(k, key) <= 2)
            .findFirst()
            .map(k -> "Did you mean “" + k + "”?");
    return near.orElse("Known here: " + String.join(", ", asked));
  }

  private Optional<Node> node(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
  }

  private String scalar(Node node, String where) {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong(node, where, "must be a single value");
    }
    return Substitution.of(
        scalar.getValue(),
        source.environment(),
        name ->
            wrong(
                node,
                where,
                "needs the environment variable "
                    + name
                    + ", which is not set. Set it, or give a default as ${"
                    + name
                    + ":default}"));
  }

  private ConfigException wrong(Node node, String where, String what) {
    var line = node.getStartMark().map(m -> " line " + (m.getLine() + 1)).orElse("");
    var end = what.endsWith("?") || what.endsWith(".") ? "" : ".";
    return new ConfigException(
        source.name() + line + ": " + (where.isEmpty() ? "the file" : where) + " " + what + end);
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /// Levenshtein's distance, for “did you mean”.
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
