package org.littleredbridge.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the operator is told about failures of one database: what happened, why, what to do. No
/// sentence carries a password or what is stored.
interface Sentences {
  /// About a failure that the database's own code tells.
  String failed(SQLException failure);

  /// How the database is called in sentences.
  String name();

  /// What to do to get an empty database instead of this one.
  String another();

  /// @param failure of the database, or of what lies before it
  default StoreException of(Throwable failure) {
    return sqlFailure(failure)
        .map(sql -> new StoreException(failed(sql), sql))
        // Nothing of the database: a mistake of ours, whose own words are the best there are.
        .orElseGet(() ->
            new StoreException(
                "The store %s could not be used: %s. This is a fault of the bridge; please report it."
                    .formatted(name(), failure.getMessage()),
                failure));
  }

  /// The database's part of a failure.
  static Optional<SQLException> sqlFailure(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  default StoreException closed() {
    return new StoreException(
        "The store %s is closed, since the bridge is stopping.".formatted(name()));
  }

  default StoreException newer(String schema) {
    return new StoreException(
        "The store %s was written by a newer version of the bridge (schema %s). Start that version, or restore a backup from before the update."
            .formatted(name(), schema));
  }

  default StoreException otherBuild(Throwable cause) {
    return new StoreException(
        "The store %s was made by another build of the bridge, whose tables differ. Use that build, or %s."
            .formatted(name(), another()),
        cause);
  }

  default StoreException otherProgram(Throwable cause) {
    return new StoreException(
        "The store %s is a database of another program. Name another one in data.url."
            .formatted(name()),
        cause);
  }
}
