package org.littleredbridge.config.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// What a figure should reach.
///
/// @param least whether the figure should be at least the limit; else at most
record Goal(boolean least, double limit) {
  static Goal atLeast(double limit) {
    return new Goal(true, limit);
  }

  static Goal atMost(double limit) {
    return new Goal(false, limit);
  }

  boolean metBy(double value) {
    return least ? value >= limit : value <= limit;
  }

  @Override
  public String toString() {
    return (least ? "≥ " : "≤ ") + written(limit);
  }

  /// With four digits that count, so that a miss by little does not look like the goal.
  static String written(double number) {
    if (Double.isNaN(number)) {
      return "–";
    }
    var rounded = new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros();
    return rounded.scale() <= 0
        ? String.format(Locale.ROOT, "%,.0f", Math.rint(number))
        : rounded.toPlainString();
  }
}
