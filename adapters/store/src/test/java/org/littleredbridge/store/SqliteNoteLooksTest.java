package org.littleredbridge.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.StorePorts;
import org.littleredbridge.poll.NoteLooksContract;

final class SqliteNoteLooksTest extends NoteLooksContract {
  @TempDir Path folder = Path.of("");

  @Override
  protected StorePorts open() {
    return EnginePorts.sqlite(folder);
  }
}
