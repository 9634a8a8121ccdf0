package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.translate.SpendingContract;

final class PostgresSpendingTest extends SpendingContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
