package org.littleredbridge.store;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings a database to the tables that this version of the bridge works with.
final class Schema {
  private static final String MIGRATIONS = "classpath:org/littleredbridge/store/";

  private Schema() {}

  /// @param engine the folder of its migrations
  static void migrate(String engine, DataSource database, Sentences sentences) {
    try {
      var flyway =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(database)
              .locations(MIGRATIONS + engine)
              .failOnMissingLocations(true)
              .loggers("slf4j")
              .load();
      refuseNewer(flyway.info().all(), sentences);
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw sentences.otherBuild(e);
    } catch (FlywayException e) {
      // Flyway has no type for this; its error code does not tell either.
      throw String.valueOf(e.getMessage()).contains("no schema history table")
          ? sentences.otherProgram(e)
          : sentences.of(e);
    }
  }

  private static void refuseNewer(MigrationInfo[] migrations, Sentences sentences) {
    var newer =
        Arrays.stream(migrations)
            .filter(m -> m.getState().isApplied() && !m.getState().isResolved())
            .findFirst();
    if (newer.isPresent()) {
      throw sentences.newer(String.valueOf(newer.get().getVersion()));
    }
  }
}
