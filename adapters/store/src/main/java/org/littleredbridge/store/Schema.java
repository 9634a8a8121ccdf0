package org.littleredbridge.store;

import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings a database to the tables that this version of the bridge works with.
final class Schema {
  private static final String MIGRATIONS = "classpath:org/littleredbridge/store/sqlite";

  private Schema() {}

  static void migrate(Path file, DataSource database) {
    try {
      var flyway =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(database)
              .locations(MIGRATIONS)
              .failOnMissingLocations(true)
              .loggers("slf4j")
              .load();
      refuseNewer(file, flyway.info().all());
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new StoreException(
          "The store %s was made by another build of the bridge, whose tables differ. Use that build, or move the file away and a new one is made."
              .formatted(file),
          e);
    } catch (FlywayException e) {
      throw failure(file, e);
    }
  }

  private static void refuseNewer(Path file, MigrationInfo[] migrations) {
    var newer =
        Arrays.stream(migrations)
            .filter(m -> m.getState().isApplied() && !m.getState().isResolved())
            .findFirst();
    if (newer.isPresent()) {
      throw new StoreException(
          "The store %s was written by a newer version of the bridge (schema %s). Start that version, or restore a backup from before the update."
              .formatted(file, newer.get().getVersion()));
    }
  }

  private static StoreException failure(Path file, FlywayException e) {
    // Flyway has no type for this; its error code does not tell either.
    if (String.valueOf(e.getMessage()).contains("no schema history table")) {
      return new StoreException(
          "The store %s is a database of another program. Name another file in data.url."
              .formatted(file),
          e);
    }
    return StoreException.of(file, e);
  }
}
