package org.littleredbridge;

import org.littleredbridge.follow.SubscriptionsContract;

class MemorySubscriptionsTest extends SubscriptionsContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
