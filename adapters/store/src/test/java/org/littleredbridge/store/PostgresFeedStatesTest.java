package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.poll.FeedStatesContract;

final class PostgresFeedStatesTest extends FeedStatesContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
