package org.littleredbridge.health;

/// What the accounts that are asked may still do today. Thread-safe.
public interface Budget {
  /// Requests until midnight.
  int left();

  /// Requests of a whole day.
  int ceiling();
}
