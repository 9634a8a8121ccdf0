package org.littleredbridge.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping of the configuration file. Every key must be asked for; one that nobody asked for is
/// a mistake, and [#finish()] says so with its line. A key without a value counts as left out. No
/// message holds a value, which may be a secret.
final class Section {
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "off");

  private final Source source;
  private final String path;
  private final Node node;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /// Where a section comes from.
  ///
  /// @param name the file's name for messages
  /// @param environment what `${NAME}` stands for
  /// @param asked collects every key that was asked for, with its whole path
  record Source(String name, Map<String, String> environment, Set<String> asked) {}

  Section(Source source, String path, Node node) {
    this.source = source;
    this.path = path;
    this.node = node;
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
        throw wrong(key, join(shown(key.getValue())), "is there twice");
      }
    }
  }

  Optional<Section> section(String key) {
    return asked(key).map(n -> new Section(source, join(key), n));
  }

  Optional<List<Section>> sections(String key) {
    return list(key, "must be a list, each entry beginning with “- ”")
        .map(l -> l.stream().map(n -> new Section(source, join(key), n)).toList());
  }

  List<String> strings(String key) {
    return list(key, "must be a list, such as [one, two]")
        .map(l -> l.stream().map(n -> scalar(n, join(key))).toList())
        .orElse(List.of());
  }

  Optional<String> string(String key) {
    return asked(key).filter(n -> !isNull(n)).map(n -> scalar(n, join(key)));
  }

  String string(String key, String otherwise) {
    return string(key).orElse(otherwise);
  }

  int integer(String key, int otherwise, int least, int most) {
    var text = string(key).map(String::strip);
    if (text.isEmpty()) {
      return otherwise;
    }
    // Nine digits always fit; no signs, and no digits of other scripts.
    if (text.get().matches("[0-9]{1,9}")) {
      var value = Integer.parseInt(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw wrong(key, "must be a whole number from " + least + " to " + most);
  }

  boolean truth(String key, boolean otherwise) {
    var text = string(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (TRUE.contains(text.get())) {
      return true;
    }
    if (FALSE.contains(text.get())) {
      return false;
    }
    throw wrong(key, "must be true or false");
  }

  String oneOf(String key, String otherwise, List<String> allowed) {
    var value = string(key, otherwise);
    if (!allowed.contains(value)) {
      throw wrong(key, "must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  /// Whether it has a value; an empty one, such as a variable without content, is none.
  boolean has(String key) {
    return !string(key, "").isEmpty();
  }

  /// @throws ConfigException when a key was never asked for
  void finish() {
    for (var entry : entries.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw unknown(entry.getKey(), entry.getValue());
      }
    }
  }

  /// About a value of this section, with its line, or the section's own when the key is missing.
  ConfigException wrong(String key, String what) {
    var tuple = entries.get(key);
    return wrong(tuple == null ? node : tuple.getValueNode(), join(key), what);
  }

  private ConfigException unknown(String key, NodeTuple tuple) {
    if (node instanceof MappingNode mapping
        && mapping.getFlowStyle() == FlowStyle.FLOW
        && isNull(tuple.getValueNode())) {
      // {password: one, two} makes a key of the password's second half.
      return wrong(
          tuple.getKeyNode(),
          path,
          "has a word without a value between its braces. A value with a comma or a brace must be"
              + " in quotes, and a colon needs a blank after it");
    }
    return wrong(
        tuple.getKeyNode(), join(shown(key)), "is not a key of this program. " + known(key));
  }

  private String known(String key) {
    var near = key.length() < 4 ? 1 : 2;
    return asked.stream()
        .filter(k -> distance(k, key) <= near)
        .min(Comparator.comparingInt(k -> distance(k, key)))
        .map(k -> "Did you mean “" + k + "”?")
        .orElse("Known here: " + String.join(", ", asked));
  }

  /// A key as it may stand in a message. What follows a colon without a blank is part of the key to
  /// YAML, and the value to the person who wrote it.
  private static String shown(String key) {
    var word = key.replaceFirst("(?s)[^\\p{L}\\p{N}_.-].*", "…");
    return word.length() <= 40 ? word : word.substring(0, 40) + "…";
  }

  private Optional<List<Node>> list(String key, String otherwise) {
    return asked(key)
        .filter(n -> !isNull(n))
        .map(n -> {
          if (n instanceof SequenceNode list) {
            return list.getValue();
          }
          throw wrong(key, otherwise);
        });
  }

  private Optional<Node> asked(String key) {
    asked.add(key);
    source.asked().add(join(key));
    return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
  }

  private String scalar(Node value, String where) {
    if (!(value instanceof ScalarNode scalar)) {
      throw wrong(value, where, "must be a single value");
    }
    return Substitution.of(
        scalar.getValue(), source.environment(), what -> wrong(value, where, what));
  }

  private ConfigException wrong(Node at, String where, String what) {
    var end = what.endsWith("?") || what.endsWith(".") ? "" : ".";
    return new ConfigException(
        source.name()
            + ConfigFile.line(at.getStartMark())
            + ": "
            + (where.isEmpty() ? "the file" : where)
            + " "
            + what
            + end);
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
