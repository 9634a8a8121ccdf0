package org.littleredbridge.config.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// All figures, as a table for people and as JSON for programs.
///
/// @param failures sentences about scenarios that could not be brought to their end
record Results(List<Row> rows, List<String> failures) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> HEAD =
      List.of("scenario", "what", "figure", "goal", "met", "runs");

  Results {
    rows = List.copyOf(rows);
    failures = List.copyOf(failures);
  }

  /// `[{"id","name","value","unit","goal","met"}]`; a figure that could not be had is `null`.
  String json() {
    var list = JSON.createArrayNode();
    for (var row : rows) {
      var node = list.addObject().put("id", row.id()).put("name", row.name());
      if (Double.isNaN(row.value())) {
        node.putNull("value");
      } else {
        node.put("value", row.value());
      }
      node.put("unit", row.unit()).put("goal", row.goal().toString()).put("met", row.met());
    }
    try {
      return JSON.writeValueAsString(list) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /// A line a figure, in columns.
  List<String> table() {
    var cells = new ArrayList<List<String>>();
    cells.add(HEAD);
    rows.forEach(row -> cells.add(cells(row)));
    var widths =
        IntStream.range(0, HEAD.size())
            .map(i -> cells.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(line -> line(line, widths)).toList();
  }

  private static List<String> cells(Row row) {
    var runs =
        row.runs().size() == 1
            ? ""
            : row.runs().stream().map(Goal::written).collect(Collectors.joining(" "));
    return List.of(
        row.id(),
        row.name(),
        Goal.written(row.value()) + " " + row.unit(),
        row.goal().toString(),
        row.met() ? "yes" : "NO",
        runs);
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
