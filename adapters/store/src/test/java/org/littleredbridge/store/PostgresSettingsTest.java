package org.littleredbridge.store;

import org.littleredbridge.StorePorts;
import org.littleredbridge.follow.SettingsContract;

final class PostgresSettingsTest extends SettingsContract {
  @Override
  protected StorePorts open() {
    return EnginePorts.postgres();
  }
}
