package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.follow.ChannelsContract;

final class PostgresChannelsTest extends ChannelsContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
