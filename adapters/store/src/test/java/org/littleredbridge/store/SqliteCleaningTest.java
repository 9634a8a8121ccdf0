package org.littleredbridge.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteCleaningTest extends CleaningContract {
  @TempDir Path folder = Path.of("");

  @Override
  StoreConfig config() {
    return new StoreConfig.Sqlite(folder.resolve("bridge.db"));
  }
}
