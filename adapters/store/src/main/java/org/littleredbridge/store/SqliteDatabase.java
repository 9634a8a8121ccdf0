package org.littleredbridge.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;

/// The connections to one SQLite file: a single writer, which SQLite allows no more of, and a few
/// readers, which see the last commit and never wait for the writer.
final class SqliteDatabase implements Database {
  private static final int READERS = 3;
  private static final HotStatement BEGIN = new HotStatement("begin");
  private static final HotStatement COMMIT = new HotStatement("commit");

  private final StoreLock lock;
  private final Sentences sentences;
  private final GroupCommit writer;
  private final Semaphore readersFree = new Semaphore(READERS);
  private final Deque<Handle> readers;
  private volatile boolean closed;

  private SqliteDatabase(StoreLock lock, Sentences sentences, Handle writer, List<Handle> readers) {
    this.lock = lock;
    this.sentences = sentences;
    this.writer = new GroupCommit(writer, sentences);
    this.readers = new ConcurrentLinkedDeque<>(readers);
  }

  /// Opens a file; makes it, with its folders, when it is not there.
  static SqliteDatabase open(Path file) {
    var real = SqliteFile.real(file);
    var lock = StoreLock.take(real);
    try {
      return open(real, lock, new SqliteSentences(real));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static SqliteDatabase open(Path file, StoreLock lock, Sentences sentences) {
    var source = SqliteFile.source(file);
    Schema.migrate("sqlite", source, sentences);
    var jdbi = Database.prepared(Jdbi.create(source), UnaryOperator.identity());
    jdbi.setStatementBuilderFactory(_ -> new KeptStatements(new DefaultStatementBuilder()));
    var opened = new ArrayList<Handle>();
    try {
      for (var i = 0; i <= READERS; i++) {
        opened.add(jdbi.open());
      }
      var readers = opened.subList(1, opened.size());
      readers.forEach(reader -> reader.execute("pragma query_only = on"));
      return new SqliteDatabase(lock, sentences, opened.getFirst(), readers);
    } catch (JdbiException e) {
      opened.forEach(Handle::close);
      throw sentences.of(e);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    return writer.write(work);
  }

  @Override
  public <T> T urgent(Work<T> work) {
    return write(work);
  }

  @Override
  public String now() {
    return "cast(unixepoch('subsec') * 1000 as integer)";
  }

  @Override
  public <T> T read(Work<T> work) {
    return withReader(reader -> read(reader, work));
  }

  // One statement sees one state by itself.
  @Override
  public <T> List<T> list(HotStatement query, HotStatement.Row<T> row, Object... values) {
    return withReader(reader -> {
      try {
        return list(reader, query, row, values);
      } catch (JdbiException e) {
        forget(reader, e);
        throw sentences.of(e);
      }
    });
  }

  private <T> T withReader(Work<T> work) {
    readersFree.acquireUninterruptibly();
    try {
      if (closed) {
        throw sentences.closed();
      }
      var reader = readers.pop();
      try {
        return work.on(reader);
      } finally {
        readers.push(reader);
      }
    } finally {
      readersFree.release();
    }
  }

  // By hand: through JDBC the driver would begin a second, empty transaction after each commit.
  private <T> T read(Handle reader, Work<T> work) {
    try {
      BEGIN.run(reader, UnaryOperator.identity());
      var answer = work.on(reader);
      COMMIT.run(reader, UnaryOperator.identity());
      return answer;
    } catch (JdbiException e) {
      rollback(reader, e);
      throw sentences.of(e);
    } catch (RuntimeException | Error e) {
      rollback(reader, e);
      throw e;
    }
  }

  private static void rollback(Handle handle, Throwable cause) {
    forget(handle, cause);
    try {
      handle.execute("rollback");
    } catch (JdbiException e) {
      // When it could not begin there is nothing to roll back.
      cause.addSuppressed(e);
    }
  }

  private static void forget(Handle handle, Throwable cause) {
    if (handle.getStatementBuilder() instanceof KeptStatements kept) {
      kept.forget(cause);
    }
  }

  /// How many writes wait for their turn. For tests.
  int queued() {
    return writer.queued();
  }

  @Override
  public String storable(String text) {
    return text;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public void ring(Handle handle, Wake wake) {
    // There are no other bridges.
  }

  @Override
  public void listen(Consumer<Wake> woken) {
    // Nobody else stores anything.
  }

  @Override
  public void close() {
    readersFree.acquireUninterruptibly(READERS);
    try {
      if (!closed) {
        closed = true;
        readers.forEach(Handle::close);
      }
    } finally {
      readersFree.release(READERS);
      try {
        writer.close();
      } finally {
        lock.close();
      }
    }
  }
}
