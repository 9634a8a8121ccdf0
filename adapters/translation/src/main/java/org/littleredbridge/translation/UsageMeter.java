package org.littleredbridge.translation;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Counts what an engine is asked for. Thread-safe.
final class UsageMeter {
  private final LongAdder calls = new LongAdder();
  private final LongAdder characters = new LongAdder();
  private final LongAdder tokensIn = new LongAdder();
  private final LongAdder tokensOut = new LongAdder();
  private final LongAdder billed = new LongAdder();

  void called(long sent) {
    calls.increment();
    characters.add(sent);
  }

  /// A service may say anything; what is below zero is nothing.
  void tokens(long in, long out) {
    tokensIn.add(Math.max(0, in));
    tokensOut.add(Math.max(0, out));
  }

  void billed(long more) {
    billed.add(Math.max(0, more));
  }

  EngineUsage sum() {
    return new EngineUsage(
        calls.sum(), characters.sum(), tokensIn.sum(), tokensOut.sum(), billed.sum());
  }

  static long codePoints(List<String> texts) {
    return texts.stream().mapToLong(text -> text.codePointCount(0, text.length())).sum();
  }
}
