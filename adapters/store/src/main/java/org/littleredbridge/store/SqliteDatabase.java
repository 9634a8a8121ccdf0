package org.littleredbridge.store;

import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// The connections to one SQLite file: a single writer, which SQLite allows no more of, and a few
/// readers, which see the last commit and never wait for the writer.
final class SqliteDatabase implements Database {
  private static final int READERS = 3;

  private final StoreLock lock;
  private final Path file;
  private final ReentrantLock writing = new ReentrantLock();
  private final Handle writer;
  private final Semaphore readersFree = new Semaphore(READERS);
  private final Deque<Handle> readers = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  private SqliteDatabase(StoreLock lock, Path file) {
    this.lock = lock;
    this.file = file;
    var jdbi = Jdbi.create(SqliteFile.source(file));
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

  /// Opens a file; makes it, with its folders, when it is not there.
  static SqliteDatabase open(Path file) {
    var real = SqliteFile.real(file);
    var lock = StoreLock.take(real);
    try {
      Schema.migrate(real, SqliteFile.source(real));
      return new SqliteDatabase(lock, real);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      return transaction(writer, "begin immediate", work);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) {
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

  @Override
  public void close() {
    try {
      end();
    } finally {
      lock.close();
    }
  }

  private void end() {
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
