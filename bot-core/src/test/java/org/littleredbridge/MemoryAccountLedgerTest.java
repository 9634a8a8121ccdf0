package org.littleredbridge;

import org.littleredbridge.health.AccountLedgerContract;

class MemoryAccountLedgerTest extends AccountLedgerContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
