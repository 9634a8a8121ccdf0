package org.littleredbridge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// The file of a SQLite database, and how it is opened.
final class SqliteFile {
  private static final int BUSY_MILLIS = 5_000;

  private SqliteFile() {}

  /// One name for one file, whichever way leads to it: the lock goes by it. Makes the folders.
  static Path real(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new StoreException(
            "The store %s is a folder. Name a file in data.url.".formatted(file));
      }
      if (Files.exists(file)) {
        return file.toRealPath();
      }
      var folder = file.toAbsolutePath().normalize().getParent();
      if (folder == null) {
        throw new StoreException("The store %s has no folder.".formatted(file));
      }
      return Files.createDirectories(folder).toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw new StoreException(
          "The folder of the store %s cannot be made or read (%s). Make it, or give the bridge's user the right to."
              .formatted(file, e),
          e);
    }
  }

  /// @param file as [#real] gives it
  static SQLiteDataSource source(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    // The driver would ask for them after every insert, and nobody reads them.
    config.setGetGeneratedKeys(false);
    var database = new SQLiteDataSource(config);
    // As an address, since the driver reads a bare name's '?' as the start of settings.
    database.setUrl("jdbc:sqlite:" + file.toUri());
    return database;
  }
}
