package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.poll.NoteLooksContract;

final class PostgresNoteLooksTest extends NoteLooksContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
