package org.littleredbridge.store;

import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// The connections to one database: a single writer, which SQLite allows no more of, and a few
/// readers, which see the last commit and never wait for the writer. Thread-safe.
final class Connections implements AutoCloseable {
  private static final int READERS = 3;

  /// What to do within a transaction.
  interface Work<T> {
    T on(Handle handle);
  }

  /// The same, with nothing to tell.
  interface Task {
    void on(Handle handle);
  }

  private final Path file;
  private final ReentrantLock writing = new ReentrantLock();
  private final Handle writer;
  private final Semaphore readersFree = new Semaphore(READERS);
  private final Deque<Handle> readers = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /// @param file for messages
  Connections(Path file, DataSource database) {
    this.file = file;
    var jdbi = Jdbi.create(database);
    // Its messages would carry what was bound: tokens, and what people wrote.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.setStatementBuilderFactory(_ -> new KeptStatements(new DefaultStatementBuilder()));
    jdbi.registerArgument(new CoreArguments());
    try {
      writer = jdbi.open();
      for (var i = 0; i < READERS; i++) {
        var reader = jdbi.open();
        reader.execute("pragma query_only = on");
        readers.add(reader);
      }
    } catch (JdbiException e) {
      throw StoreException.of(file, e);
    }
  }

  /// Runs `work` as one transaction that writes; all of it is stored when this returns, and nothing
  /// of it when this throws.
  <T> T write(Work<T> work) {
    writing.lock();
    try {
      return transaction(writer, "begin immediate", work);
    } finally {
      writing.unlock();
    }
  }

  void run(Task task) {
    write(handle -> {
      task.on(handle);
      return true;
    });
  }

  /// Runs `work` on one state of the database, as the last commit left it.
  <T> T read(Work<T> work) {
    readersFree.acquireUninterruptibly();
    try {
      var reader = readers.pop();
      try {
        return transaction(reader, "begin", work);
      } finally {
        readers.push(reader);
      }
    } finally {
      readersFree.release();
    }
  }

  // By hand: through JDBC the driver would begin a second, empty transaction after each commit.
  private <T> T transaction(Handle handle, String begin, Work<T> work) {
    if (closed) {
      throw new StoreException(
          "The store %s is closed, since the bridge is stopping.".formatted(file));
    }
    try {
      handle.execute(begin);
      var answer = work.on(handle);
      handle.execute("commit");
      return answer;
    } catch (JdbiException e) {
      rollback(handle, e);
      throw StoreException.of(file, e);
    } catch (RuntimeException | Error e) {
      rollback(handle, e);
      throw e;
    }
  }

  private static void rollback(Handle handle, Throwable cause) {
    if (handle.getStatementBuilder() instanceof KeptStatements kept) {
      kept.forget(cause);
    }
    try {
      handle.execute("rollback");
    } catch (JdbiException e) {
      // After some failures, such as a full disk, SQLite has rolled back by itself, and when it
      // could not begin there is nothing to roll back.
      cause.addSuppressed(e);
    }
  }

  /// Waits for what is running. Everything after that fails.
  @Override
  public void close() {
    writing.lock();
    readersFree.acquireUninterruptibly(READERS);
    try {
      if (!closed) {
        closed = true;
        readers.forEach(Handle::close);
        writer.close();
      }
    } finally {
      readersFree.release(READERS);
      writing.unlock();
    }
  }
}
