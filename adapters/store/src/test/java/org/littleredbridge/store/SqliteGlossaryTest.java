package org.littleredbridge.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.StorePorts;
import org.littleredbridge.translate.CommunityGlossaryContract;

final class SqliteGlossaryTest extends CommunityGlossaryContract {
  @TempDir Path folder = Path.of("");

  @Override
  protected StorePorts open() {
    return EnginePorts.sqlite(folder);
  }
}
