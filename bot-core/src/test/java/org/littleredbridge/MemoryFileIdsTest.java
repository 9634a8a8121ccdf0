package org.littleredbridge;

import org.littleredbridge.media.FileIdsContract;

class MemoryFileIdsTest extends FileIdsContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
