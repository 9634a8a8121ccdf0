package org.littleredbridge.store;

import java.nio.file.Path;

/// Which database the store works on.
public sealed interface StoreConfig {
  /// A SQLite file, for one bridge at a time.
  ///
  /// @param file made, with its folders, when it is not there
  record Sqlite(Path file) implements StoreConfig {}
}
