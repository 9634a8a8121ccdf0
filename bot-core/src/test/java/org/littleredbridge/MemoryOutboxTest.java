package org.littleredbridge;

import org.littleredbridge.deliver.OutboxContract;

class MemoryOutboxTest extends OutboxContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
