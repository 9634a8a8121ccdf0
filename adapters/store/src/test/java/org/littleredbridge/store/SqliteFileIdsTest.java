package org.littleredbridge.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.StorePorts;
import org.littleredbridge.media.FileIdsContract;

final class SqliteFileIdsTest extends FileIdsContract {
  @TempDir Path folder = Path.of("");

  @Override
  protected StorePorts open() {
    return EnginePorts.sqlite(folder);
  }
}
