package org.littleredbridge.store;

final class PostgresCleaningTest extends CleaningContract {
  private final StoreConfig config = PostgresServer.emptyStore();

  @Override
  StoreConfig config() {
    return config;
  }
}
