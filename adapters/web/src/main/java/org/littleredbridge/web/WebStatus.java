package org.littleredbridge.web;

import java.util.List;
import java.util.Map;

/// How the bridge is doing, as the page, `/readyz` and `/metrics` show it.
///
/// @param ready whether it does its work
/// @param gauges numbers that go up and down, by their name in the metrics, such as
///   `bridge_outbox_waiting`
public record WebStatus(boolean ready, List<Line> lines, Map<String, Long> gauges) {
  public WebStatus {
    lines = List.copyOf(lines);
    gauges = Map.copyOf(gauges);
  }

  /// One thing and how it is doing.
  ///
  /// @param name what it is, such as a gateway's account
  /// @param state one word, such as `well` or `captcha`
  /// @param sentence what happened and what to do, for people
  public record Line(String name, String state, String sentence) {}
}
