package org.littleredbridge;

import org.littleredbridge.chat.TranscriptContract;

class MemoryTranscriptTest extends TranscriptContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
