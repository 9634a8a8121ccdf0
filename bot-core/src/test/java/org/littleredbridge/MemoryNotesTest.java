package org.littleredbridge;

import org.littleredbridge.note.NotesContract;

class MemoryNotesTest extends NotesContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
