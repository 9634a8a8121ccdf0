package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.note.NotesContract;

final class PostgresNotesTest extends NotesContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
