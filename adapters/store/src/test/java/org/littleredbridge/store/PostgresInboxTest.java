package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.chat.InboxContract;

final class PostgresInboxTest extends InboxContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
