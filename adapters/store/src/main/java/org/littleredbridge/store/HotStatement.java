package org.littleredbridge.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;

/// A statement that runs for every delivery, straight through JDBC: what JDBI does around a
/// statement costs several times what these do. Their parameters are `?`.
final class HotStatement {
  private final String sql;

  HotStatement(String sql) {
    this.sql = sql;
  }

  /// @param storable makes of a text what the engine can hold
  /// @param values numbers, values of the core, or an [Optional] of one
  /// @return how many rows it changed
  int run(Handle handle, UnaryOperator<String> storable, Object... values) {
    try {
      var kept =
          handle.getStatementBuilder() instanceof KeptStatements statements
              ? Optional.of(statements)
              : Optional.<KeptStatements>empty();
      var statement =
          kept.isPresent()
              ? kept.get().take(handle.getConnection(), sql)
              : handle.getConnection().prepareStatement(sql);
      try {
        for (var i = 0; i < values.length; i++) {
          bind(statement, i + 1, storable, values[i]);
        }
        return statement.executeUpdate();
      } finally {
        if (kept.isPresent()) {
          kept.get().giveBack(statement);
        } else {
          statement.close();
        }
      }
    } catch (SQLException e) {
      throw new TransactionException(e);
    }
  }

  private static void bind(
      PreparedStatement statement, int place, UnaryOperator<String> storable, Object value)
      throws SQLException {
    switch (value) {
      case Optional<?> some when some.isEmpty() -> statement.setNull(place, Types.VARCHAR);
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
