package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.health.AccountLedgerContract;

final class PostgresAccountLedgerTest extends AccountLedgerContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
