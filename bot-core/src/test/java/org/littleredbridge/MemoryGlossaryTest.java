package org.littleredbridge;

import org.littleredbridge.translate.CommunityGlossaryContract;

class MemoryGlossaryTest extends CommunityGlossaryContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
