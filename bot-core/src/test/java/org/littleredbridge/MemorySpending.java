package org.littleredbridge;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.translate.Spending;

/// [Spending] in memory.
final class MemorySpending implements Spending {
  private final Object lock;
  private final Map<LocalDate, Map<String, Long>> days = new HashMap<>();

  MemorySpending(Object lock) {
    this.lock = lock;
  }

  @Override
  public Optional<Account> charge(LocalDate day, List<Account> accounts, long characters) {
    synchronized (lock) {
      var spent = days.computeIfAbsent(day, _ -> new HashMap<>());
      var full =
          accounts.stream()
              .filter(one -> spent.getOrDefault(one.name(), 0L) > one.limit() - characters)
              .findFirst();
      if (full.isEmpty()) {
        accounts.forEach(one -> spent.merge(one.name(), characters, Long::sum));
      }
      return full;
    }
  }

  @Override
  public void refund(LocalDate day, List<Account> accounts, long characters) {
    synchronized (lock) {
      var spent = days.computeIfAbsent(day, _ -> new HashMap<>());
      accounts.forEach(
          one -> spent.computeIfPresent(one.name(), (_, sum) -> Math.max(0, sum - characters)));
    }
  }

  @Override
  public Map<String, Long> of(LocalDate day) {
    synchronized (lock) {
      return Map.copyOf(days.getOrDefault(day, Map.of()));
    }
  }
}
