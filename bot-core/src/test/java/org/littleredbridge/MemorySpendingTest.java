package org.littleredbridge;

import org.littleredbridge.translate.SpendingContract;

class MemorySpendingTest extends SpendingContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
