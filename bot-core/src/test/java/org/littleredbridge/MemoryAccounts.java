package org.littleredbridge;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.health.AccountLedger;

/// An [AccountLedger] in memory.
final class MemoryAccounts implements AccountLedger {
  private final Object lock;
  private final Map<String, Stop> stops = new HashMap<>();
  private final Map<Day, Integer> spent = new HashMap<>();

  private record Day(String account, LocalDate day) {}

  MemoryAccounts(Object lock) {
    this.lock = lock;
  }

  @Override
  public Optional<Stop> stop(String account) {
    synchronized (lock) {
      return Optional.ofNullable(stops.get(account));
    }
  }

  @Override
  public void stop(String account, Stop stop) {
    synchronized (lock) {
      stops.put(account, stop);
    }
  }

  @Override
  public void clear(String account) {
    synchronized (lock) {
      stops.remove(account);
    }
  }

  @Override
  public boolean spend(String account, LocalDate day, int ceiling) {
    synchronized (lock) {
      var before = spent(account, day);
      if (before >= ceiling) {
        return false;
      }
      spent.put(new Day(account, day), before + 1);
      return true;
    }
  }

  @Override
  public int spent(String account, LocalDate day) {
    synchronized (lock) {
      return spent.getOrDefault(new Day(account, day), 0);
    }
  }
}
