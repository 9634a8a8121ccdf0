package org.littleredbridge.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.lease.LeaseLostException;

/// The lease under which a port works. Looked up in the very transaction that depends on it: nobody
/// can take the lease before that has ended.
final class UnderLease {
  private final Database database;
  private final Optional<Supplier<Optional<Lease>>> held;

  private UnderLease(Database database, Optional<Supplier<Optional<Lease>>> held) {
    this.database = database;
    this.held = held;
  }

  /// Where nobody else is at work.
  static UnderLease none(Database database) {
    return new UnderLease(database, Optional.empty());
  }

  /// @param held the lease that this process believes in, if any
  static UnderLease of(Database database, Supplier<Optional<Lease>> held) {
    return new UnderLease(database, Optional.of(held));
  }

  /// Whether what the lease allows may be done.
  boolean holds(Handle handle) {
    return held.isEmpty()
        || held.get().get().filter(lease -> holds(database, handle, lease)).isPresent();
  }

  /// @throws LeaseLostException when it may not
  void require(Handle handle) {
    if (!holds(handle)) {
      throw new LeaseLostException(held.flatMap(Supplier::get).map(Lease::name).orElse("needed"));
    }
  }

  static boolean holds(Database database, Handle handle, Lease lease) {
    var query =
        new HotStatement(database.sharing("select 1 from leases where name = ? and fence = ?"));
    return !database
        .list(handle, query, row -> row.getInt(1), lease.name(), lease.fence())
        .isEmpty();
  }
}
