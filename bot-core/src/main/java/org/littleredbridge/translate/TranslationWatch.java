package org.littleredbridge.translate;

import java.time.LocalDate;

/// Hears what people should know of engines. Thread-safe; returns at once. The same may be said
/// many times.
public interface TranslationWatch {
  /// The engine's key was refused: it stays off until the next start.
  void keyRefused(String engine);

  /// What was paid for at the service is used up.
  void quotaSpent(String engine);

  /// A budget of ours is spent, and a cheaper engine answers for the rest of the day.
  void budgetSpent(Spending.Account account, LocalDate day);

  /// Where nobody listens.
  TranslationWatch NOBODY =
      new TranslationWatch() {
        @Override
        public void keyRefused(String engine) {}

        @Override
        public void quotaSpent(String engine) {}

        @Override
        public void budgetSpent(Spending.Account account, LocalDate day) {}
      };
}
