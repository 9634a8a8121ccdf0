package org.littleredbridge;

import org.littleredbridge.poll.NoteLooksContract;

final class MemoryLooksTest extends NoteLooksContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
