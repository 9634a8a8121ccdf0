package org.littleredbridge.health;

/// A budget that nothing uses up.
public record Plenty() implements Budget {
  @Override
  public int left() {
    return 100_000_000;
  }

  @Override
  public int ceiling() {
    return 100_000_000;
  }
}
