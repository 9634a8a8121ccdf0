package org.littleredbridge;

import org.littleredbridge.poll.FeedStatesContract;

class MemoryFeedStatesTest extends FeedStatesContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
