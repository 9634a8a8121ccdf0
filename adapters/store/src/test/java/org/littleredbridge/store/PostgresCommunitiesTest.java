package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.follow.CommunitiesContract;

final class PostgresCommunitiesTest extends CommunitiesContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
