package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.translate.CommunityGlossaryContract;

final class PostgresGlossaryTest extends CommunityGlossaryContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
