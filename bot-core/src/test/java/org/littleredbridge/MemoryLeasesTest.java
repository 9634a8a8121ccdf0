package org.littleredbridge;

import org.littleredbridge.lease.LeasesContract;

final class MemoryLeasesTest extends LeasesContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
