package org.littleredbridge.store;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// Numbers that are never given twice.
enum Counters {
  DELIVERY,
  CREATOR;

  private static final HotStatement TAKE =
      new HotStatement("update counters set value = value + ? where name = ? returning value");

  /// Takes `n` numbers and returns the first of them.
  long take(Handle handle, int n) {
    var name = name().toLowerCase(Locale.ROOT);
    var last = TAKE.list(handle, UnaryOperator.identity(), row -> row.getLong("value"), n, name);
    return last.getFirst() - n + 1;
  }
}
