package org.littleredbridge.store;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.littleredbridge.StorePorts;
import org.littleredbridge.deliver.OutboxContract;

final class PostgresOutboxTest extends OutboxContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }

  @Test
  void givenTwoBridgesOnOneDatabase_whenBothAddAndClaim_thenInOrderAndNothingTwiceOrNever() {
    try (var other = Store.open(((EnginePorts) ports()).config(), Clock.systemUTC())) {
      deliverAll(List.of(ports().outbox(), other.outbox()));
    }
  }
}
