package org.littleredbridge.translate;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where nothing is counted.
final class Unpaid implements Spending {
  @Override
  public Optional<Account> charge(LocalDate day, List<Account> accounts, long characters) {
    return Optional.empty();
  }

  @Override
  public void refund(LocalDate day, List<Account> accounts, long characters) {}

  @Override
  public Map<String, Long> of(LocalDate day) {
    return Map.of();
  }
}
