package org.littleredbridge;

import org.littleredbridge.chat.InboxContract;

class MemoryInboxTest extends InboxContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
