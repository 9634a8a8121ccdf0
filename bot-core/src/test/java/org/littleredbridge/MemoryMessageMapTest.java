package org.littleredbridge;

import org.littleredbridge.deliver.MessageMapContract;

class MemoryMessageMapTest extends MessageMapContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
