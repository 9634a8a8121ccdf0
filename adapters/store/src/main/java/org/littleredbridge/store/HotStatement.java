package org.littleredbridge.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;

/// A statement that runs for every delivery or every look, straight through JDBC: what JDBI does
/// around a statement costs more than most of these do. Their parameters are `?`.
final class HotStatement {
  private final String sql;

  HotStatement(String sql) {
    this.sql = sql;
  }

  /// Reads one row.
  interface Row<T> {
    T of(ResultSet at) throws SQLException;
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /// @param storable makes of a text what the engine can hold
  /// @param values numbers, values of the core, or an [Optional] of one
  /// @return how many rows it changed
  int run(Handle handle, UnaryOperator<String> storable, Object... values) {
    return with(
        handle,
        statement -> {
          bind(statement, storable, values);
          return statement.executeUpdate();
        });
  }

  /// Runs it once for each of `rows`.
  ///
  /// @return how many rows each of them changed
  int[] runAll(Handle handle, UnaryOperator<String> storable, List<Object[]> rows) {
    return with(
        handle,
        statement -> {
          for (var values : rows) {
            bind(statement, storable, values);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /// @return what it selects
  <T> List<T> list(Handle handle, UnaryOperator<String> storable, Row<T> row, Object... values) {
    return with(
        handle,
        statement -> {
          bind(statement, storable, values);
          var all = new ArrayList<T>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(row.of(rows));
            }
          }
          return all;
        });
  }

  private <T> T with(Handle handle, Use<T> use) {
    try {
      if (handle.getStatementBuilder() instanceof KeptStatements kept) {
        var statement = kept.take(handle.getConnection(), sql);
        try {
          return use.of(statement);
        } finally {
          kept.giveBack(statement);
        }
      }
      try (var statement = handle.getConnection().prepareStatement(sql)) {
        return use.of(statement);
      }
    } catch (SQLException e) {
      throw new TransactionException(e);
    }
  }

  private static void bind(
      PreparedStatement statement, UnaryOperator<String> storable, Object... values)
      throws SQLException {
    for (var i = 0; i < values.length; i++) {
      bind(statement, i + 1, storable, values[i]);
    }
  }

  private static void bind(
      PreparedStatement statement, int place, UnaryOperator<String> storable, Object value)
      throws SQLException {
    switch (value) {
      // Of no type, since the engine knows that of the column.
      case Optional<?> some when some.isEmpty() -> statement.setNull(place, Types.NULL);
      case Optional<?> some -> bind(statement, place, storable, some.get());
      case Long number -> statement.setLong(place, number);
      case Integer number -> statement.setInt(place, number);
      case Boolean truth -> statement.setBoolean(place, truth);
      default -> {
        switch (CoreArguments.column(value)) {
          case Long number -> statement.setLong(place, number);
          case Object text -> statement.setString(place, storable.apply(text.toString()));
        }
      }
    }
  }
}
