package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.relay.ReplyLedgerContract;

final class PostgresReplyLedgerTest extends ReplyLedgerContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
