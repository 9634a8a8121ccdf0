package org.littleredbridge.store;

import java.nio.file.Path;
import java.time.Duration;

/// Which database the store works on.
public sealed interface StoreConfig {
  /// How long a delivery stays after its end, when nothing else is said.
  Duration KEEP = Duration.ofDays(30);

  /// How long a delivery stays after its end, at least a day.
  Duration keep();

  /// A SQLite file, for one bridge at a time.
  ///
  /// @param file made, with its folders, when it is not there
  record Sqlite(Path file, Duration keep) implements StoreConfig {
    public Sqlite(Path file) {
      this(file, KEEP);
    }
  }

  /// A database on a PostgreSQL server, which several bridges may share.
  ///
  /// @param url `jdbc:postgresql://host:port/database`, perhaps with settings of the driver, but
  ///   without user and password. Source: https://jdbc.postgresql.org/documentation/use/
  /// @param user empty: whoever the driver takes, the name of the operating system's user
  /// @param password empty when the server asks for none; never printed
  record Postgres(String url, String user, String password, Duration keep) implements StoreConfig {
    public Postgres(String url, String user, String password) {
      this(url, user, password, KEEP);
    }

    @Override
    public String toString() {
      return "Postgres[" + PostgresSentences.name(url) + "]";
    }
  }
}
