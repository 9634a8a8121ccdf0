package org.littleredbridge;

import org.littleredbridge.follow.ChannelsContract;

class MemoryChannelsTest extends ChannelsContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
