package org.littleredbridge.translate;

import java.time.LocalDate;
import java.util.List;

/// Characters that were paid for.
///
/// @param accounts empty where nobody pays
record Charge(LocalDate day, List<Spending.Account> accounts, long characters) {
  Charge {
    accounts = List.copyOf(accounts);
  }
}
