package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.media.FileIdsContract;

final class PostgresFileIdsTest extends FileIdsContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
