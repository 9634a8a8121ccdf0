package org.littleredbridge;

import org.littleredbridge.follow.SettingsContract;

class MemorySettingsTest extends SettingsContract {
  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }
}
