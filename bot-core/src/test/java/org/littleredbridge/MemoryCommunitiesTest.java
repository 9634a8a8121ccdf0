package org.littleredbridge;

import org.littleredbridge.follow.CommunitiesContract;

class MemoryCommunitiesTest extends CommunitiesContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
