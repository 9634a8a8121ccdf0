package org.littleredbridge.store;

import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Numbers that are never given twice.
enum Counters {
  DELIVERY,
  CREATOR;

  /// Takes `n` numbers and returns the first of them.
  long take(Handle handle, int n) {
    var last =
        handle
            .createQuery(
                """
                update counters set value = value + :n where name = :name returning value
                """)
            .bind("n", n)
            .bind("name", name().toLowerCase(Locale.ROOT))
            .mapTo(Long.class)
            .one();
    return last - n + 1;
  }
}
