package org.littleredbridge.config;

import java.util.Random;

/// Chance that can be asked to repeat itself: `-Dfaults.seed=…` chooses what an earlier run chose,
/// whose seed is printed and stands in every failure. `-Dfaults.rounds=…` says how often.
record Chance(long seed) {
  static Chance told(String test) {
    var chance = new Chance(Long.getLong("faults.seed", System.nanoTime()));
    System.out.println(test + " with " + chance);
    return chance;
  }

  static int rounds(int usual) {
    return Integer.getInteger("faults.rounds", usual);
  }

  /// Each round has its own, so that it does not depend on how much an earlier one drew.
  Random round(int number) {
    return new Random(seed * 31 + number);
  }

  /// @return the same failure with the seed in its message
  AssertionError told(int round, Throwable failure, String log) {
    return new AssertionError(
        "%s, round %d: %s\n%s".formatted(this, round, failure.getMessage(), log), failure);
  }

  @Override
  public String toString() {
    return "-Dfaults.seed=" + seed;
  }
}
