package org.littleredbridge.config.bench;

import java.util.List;
import java.util.Set;

/// Something that the bridge is put through.
interface Scenario {
  /// The ids of the figures it gives, such as `P1`, without what stands behind a dash.
  Set<String> ids();

  /// Runs it. Figures that were not asked for may be among the rows.
  List<Row> run(Ground ground);
}
