package org.littleredbridge.store;

import java.sql.SQLException;

/// Sentences about a database on a PostgreSQL server.
///
/// @param name the server and the database, without settings, which may hold secrets
record PostgresSentences(String name) implements Sentences {
  /// What a person may be told of an address.
  static String name(String url) {
    var start = url.indexOf("//");
    var settings = url.indexOf('?');
    return url.substring(start < 0 ? 0 : start + 2, settings < 0 ? url.length() : settings);
  }

  @Override
  public String another() {
    return "name another database in data.url";
  }

  /// Source of the codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
  @Override
  public String failed(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "28P01", "28000" ->
          "The PostgreSQL store %s does not let the bridge in (%s). Check data.user and data.password, and that the server's pg_hba.conf admits this user."
              .formatted(name, state);
      case "3D000" ->
          "The PostgreSQL store %s is not there: the server has no such database. Make it with `createdb`, or name another in data.url."
              .formatted(name);
      case "42501" ->
          "The PostgreSQL store %s does not give the bridge's user the rights it needs (%s). Make this user the owner of the database, or grant it CREATE on the schema."
              .formatted(name, firstLine(e));
      case "25006" ->
          "The PostgreSQL store %s takes no writes: it is a standby or read-only. Name the server that writes in data.url."
              .formatted(name);
      case "53100" ->
          "The disk of the PostgreSQL store %s is full, so nothing more can be stored. Free some space on it."
              .formatted(name);
      case "53300" ->
          "The PostgreSQL store %s has no connection left. Raise max_connections there, or stop what else uses the server."
              .formatted(name);
      case "57P01", "57P02", "57P03" ->
          "The PostgreSQL store %s is stopping or starting. The bridge goes on when it is back."
              .formatted(name);
      default -> otherwise(state, e);
    };
  }

  private String otherwise(String state, SQLException e) {
    // 08: connection exceptions. The driver says no more than that when the server cannot be found.
    return state.startsWith("08") || state.equals("null")
        ? "The PostgreSQL store %s cannot be reached. Check that the server runs and takes connections from here, and the host and port in data.url."
            .formatted(name)
        : "The PostgreSQL store %s failed (%s: %s). If it fails again after a restart, please report it."
            .formatted(name, state, firstLine(e));
  }

  StoreException tooOld(int major) {
    return new StoreException(
        "The PostgreSQL store %s runs version %d of the server; the bridge needs %d or newer. Update the server, or name another in data.url."
            .formatted(name, major, PostgresDatabase.OLDEST));
  }

  StoreException noSchema() {
    return new StoreException(
        "The PostgreSQL store %s has no schema to make tables in that the bridge's user may use. Make the schema that data.url names as currentSchema, or grant the user USAGE and CREATE on schema public."
            .formatted(name));
  }

  StoreException noAddress() {
    return new StoreException(
        "The address of the PostgreSQL store cannot be read. data.url must be like jdbc:postgresql://host:5432/database.");
  }

  /// What follows the first line may repeat what was stored.
  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
