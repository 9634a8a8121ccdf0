package org.littleredbridge;

import org.littleredbridge.relay.ReplyLedgerContract;

class MemoryReplyLedgerTest extends ReplyLedgerContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
