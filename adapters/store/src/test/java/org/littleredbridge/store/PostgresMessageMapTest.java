package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.deliver.MessageMapContract;

final class PostgresMessageMapTest extends MessageMapContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
