package org.littleredbridge.config.bench;

import java.util.List;

/// One figure of the benchmark.
///
/// @param id the scenario's, with a word behind a dash when it has several figures: `P6-lost`
/// @param runs the figure of each run, in order; at least one
record Row(String id, String name, List<Double> runs, String unit, Goal goal) {
  Row {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a figure needs at least one run");
    }
    runs = List.copyOf(runs);
  }

  static Row of(String id, String name, double value, String unit, Goal goal) {
    return new Row(id, name, List.of(value), unit, goal);
  }

  /// The median of the runs; of an even number the mean of the middle two. Not a number when any
  /// run has none: a run that failed must not make the rest look well.
  double value() {
    if (runs.stream().anyMatch(run -> run.isNaN())) {
      return Double.NaN;
    }
    var sorted = runs.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  boolean met() {
    return goal.metBy(value());
  }

  /// The scenario this figure belongs to: `P6` of `P6-lost`.
  String scenario() {
    int dash = id.indexOf('-');
    return dash < 0 ? id : id.substring(0, dash);
  }
}
