package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.follow.SubscriptionsContract;

final class PostgresSubscriptionsTest extends SubscriptionsContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
