package org.littleredbridge;

import org.littleredbridge.translate.TranslationMemoryContract;

class MemoryTranslationMemoryTest extends TranslationMemoryContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
