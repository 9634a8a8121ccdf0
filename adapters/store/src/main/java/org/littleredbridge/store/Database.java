package org.littleredbridge.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// One database and the connections to it: what the ports stand on. Thread-safe. A failure of the
/// database comes out as [StoreException].
interface Database extends AutoCloseable {
  /// What to do within a transaction.
  interface Work<T> {
    T on(Handle handle);
  }

  /// The same, with nothing to tell.
  interface Task {
    void on(Handle handle);
  }

  /// Runs `work` as one transaction that writes; all of it is stored when this returns, and nothing
  /// of it when this throws.
  <T> T write(Work<T> work);

  default void run(Task task) {
    write(handle -> {
      task.on(handle);
      return true;
    });
  }

  /// As [#write], without waiting behind other work where the engine can do that; fails within
  /// seconds when the database does not answer.
  <T> T urgent(Work<T> work);

  /// SQL for the database's own time, in milliseconds since 1970.
  String now();

  /// Runs `work` on one state of the database, as the last commit left it.
  <T> T read(Work<T> work);

  /// Whether other bridges work on it too, or may be writing right now: what is read in a
  /// transaction is then only sure to stay so when its rows are held.
  boolean isShared();

  /// A query for rows that are to be claimed, so that no two get the same: what somebody else has
  /// in hand is passed over.
  default String claiming(String query) {
    return isShared() ? query + " for update skip locked" : query;
  }

  /// A query for rows that nobody else may change until the transaction ends.
  ///
  /// @param table what they are called in it
  default String holding(String query, String table) {
    return isShared() ? query + " for update of " + table : query;
  }

  /// A query for rows of which nobody may change the key, or take them away, until the transaction
  /// ends; others may do the same.
  default String sharing(String query) {
    return isShared() ? query + " for key share" : query;
  }

  /// Keeps others from changing rows until the transaction ends.
  ///
  /// @param query selects them by `:key`
  default void hold(Handle handle, String query, String key) {
    if (isShared()) {
      handle.createQuery(query + " for update").bind("key", key).mapTo(Integer.class).list();
    }
  }

  /// Keeps others from writing to a table until the transaction ends.
  default void serialise(Handle handle, String table) {
    if (isShared()) {
      handle.execute("lock table " + table + " in share row exclusive mode");
    }
  }

  /// What of a text the engine can hold.
  String storable(String text);

  /// Runs a statement that runs for every delivery.
  ///
  /// @return how many rows it changed
  default int run(Handle handle, HotStatement statement, Object... values) {
    return statement.run(handle, this::storable, values);
  }

  /// The same once for each of `rows`, in one go.
  ///
  /// @return how many rows each of them changed
  default int[] runAll(Handle handle, HotStatement statement, List<Object[]> rows) {
    return statement.runAll(handle, this::storable, rows);
  }

  /// Runs a query that runs for every claim.
  default <T> List<T> list(
      Handle handle, HotStatement query, HotStatement.Row<T> row, Object... values) {
    return query.list(handle, this::storable, row, values);
  }

  /// Runs one query that runs for every look, on the database as the last commit left it.
  default <T> List<T> list(HotStatement query, HotStatement.Row<T> row, Object... values) {
    return read(handle -> list(handle, query, row, values));
  }

  /// Wakes the other bridges at the end of the transaction: there is work for one of them.
  void ring(Handle handle, Wake wake);

  /// From now on calls `woken` when another bridge has stored work, on a thread of its own. It may
  /// miss some, and is called once too often rather than too seldom.
  void listen(Consumer<Wake> woken);

  /// What JDBI must know for the core's values, on every engine.
  ///
  /// @param storable makes of a text what the engine can hold
  static Jdbi prepared(Jdbi jdbi, UnaryOperator<String> storable) {
    // Its messages would carry what was bound: tokens, and what people wrote.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi.registerArgument(new CoreArguments(storable));
  }

  /// Waits for what is running. Everything after that fails. May be called again.
  @Override
  void close();
}
