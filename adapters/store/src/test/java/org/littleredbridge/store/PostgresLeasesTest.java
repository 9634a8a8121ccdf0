package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.lease.LeasesContract;

final class PostgresLeasesTest extends LeasesContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
