package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.chat.TranscriptContract;

final class PostgresTranscriptTest extends TranscriptContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
