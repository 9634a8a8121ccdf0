package org.littleredbridge.store;

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

  /// Runs `work` on one state of the database, as the last commit left it.
  <T> T read(Work<T> work);

  /// What JDBI must know for the core's values, on every engine.
  static Jdbi prepared(Jdbi jdbi) {
    // Its messages would carry what was bound: tokens, and what people wrote.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi.registerArgument(new CoreArguments());
  }

  /// Waits for what is running. Everything after that fails. May be called again.
  @Override
  void close();
}
