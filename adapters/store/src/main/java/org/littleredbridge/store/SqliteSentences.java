package org.littleredbridge.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// Sentences about a SQLite file.
record SqliteSentences(Path file) implements Sentences {
  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public String another() {
    return "move the file away and a new one is made";
  }

  /// Source of the codes: https://www.sqlite.org/rescode.html; the low byte is the primary code.
  @Override
  public String failed(SQLException e) {
    return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff)) {
      case SQLITE_NOTADB ->
          "The store %s is not a SQLite database. Name another file in data.url, or move this one away and a new one is made."
              .formatted(file);
      case SQLITE_CORRUPT ->
          "The store %s is damaged. Stop the bridge, keep a copy of the file, then restore a backup or try `sqlite3 FILE .recover`."
              .formatted(file);
      case SQLITE_FULL ->
          "The disk that holds the store %s is full, so nothing more can be stored. Free some space on it."
              .formatted(file);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
          "The store %s cannot be opened for writing. Give the bridge's user the right to write to this file and its folder."
              .formatted(file);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "The store %s is locked by another program, such as a SQLite shell or a backup. End that program."
              .formatted(file);
      case SQLITE_IOERR ->
          "The disk that holds the store %s failed to read or write (%s). Look at the disk's health, and at its free space."
              .formatted(file, e.getMessage());
      default ->
          "The store %s failed: %s. If it fails again after a restart, please report it."
              .formatted(file, e.getMessage());
    };
  }
}
