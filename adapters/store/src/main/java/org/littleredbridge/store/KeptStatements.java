package org.littleredbridge.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps the prepared statements of one connection: SQLite compiles a statement each time it is
/// prepared, which costs more than running most of ours. The store's SQL is a set of constants, but
/// for lists whose length is in the text, of which there are some hundred at most: nothing has to
/// be thrown out. For one thread at a time.
final class KeptStatements implements StatementBuilder {
  private final StatementBuilder fresh;
  private final Map<String, PreparedStatement> idle = new HashMap<>();
  // By statement: JDBI closes under the SQL as written, but creates under the SQL as parsed.
  private final Map<Statement, String> preparedAs = new IdentityHashMap<>();

  /// @param fresh compiles statements that are not there yet
  KeptStatements(StatementBuilder fresh) {
    this.fresh = fresh;
  }

  @Override
  public Statement create(Connection connection, StatementContext ctx) throws SQLException {
    return fresh.create(connection, ctx);
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext ctx)
      throws SQLException {
    var kept = idle.remove(sql);
    return kept == null ? remembered(fresh.create(connection, sql, ctx), sql) : kept;
  }

  /// A statement for somebody who gives it back with [#giveBack].
  PreparedStatement take(Connection connection, String sql) throws SQLException {
    var kept = idle.remove(sql);
    return kept == null ? remembered(connection.prepareStatement(sql), sql) : kept;
  }

  private PreparedStatement remembered(PreparedStatement prepared, String sql) {
    preparedAs.put(prepared, sql);
    return prepared;
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext ctx)
      throws SQLException {
    return fresh.createCall(connection, sql, ctx);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    giveBack(statement);
  }

  void giveBack(Statement statement) throws SQLException {
    var prepared = preparedAs.get(statement);
    if (prepared != null && statement instanceof PreparedStatement kept && !kept.isClosed()) {
      // What a failed batch left behind must not run with the next one.
      kept.clearBatch();
      if (idle.putIfAbsent(prepared, kept) == null) {
        return;
      }
    }
    preparedAs.remove(statement);
    statement.close();
  }

  /// Lets go of everything. Needed after a failure: the driver ends a statement that failed, but
  /// does not say that it has.
  ///
  /// @param cause takes what goes wrong here: to end a failed statement repeats its failure.
  ///   Source: https://www.sqlite.org/c3ref/finalize.html
  void forget(Throwable cause) {
    for (var statement : idle.values()) {
      preparedAs.remove(statement);
      try {
        statement.close();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
    idle.clear();
  }
}
