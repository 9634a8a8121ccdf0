package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.translate.TranslationMemoryContract;

final class PostgresTranslationMemoryTest extends TranslationMemoryContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
