package org.littleredbridge.store;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;

/// One connection for what must not wait behind anything else, made when it is needed. Whatever
/// does not answer within seconds fails. Thread-safe: one transaction at a time.
final class PostgresLine implements AutoCloseable {
  private static final int CONNECT_SECONDS = 1;
  private static final int ANSWER_SECONDS = 2;

  private final Jdbi jdbi;
  private final Sentences sentences;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Handle> open = Optional.empty();
  private boolean closed;

  /// @param source of the line's own: its time-outs are changed
  PostgresLine(PGSimpleDataSource source, Sentences sentences) {
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(ANSWER_SECONDS);
    source.setSocketTimeout(ANSWER_SECONDS);
    this.sentences = sentences;
    jdbi = Database.prepared(Jdbi.create(source), PostgresDatabase::kept);
  }

  <T> T write(Database.Work<T> work) {
    turn.lock();
    try {
      if (closed) {
        throw sentences.closed();
      }
      var handle = open.isPresent() ? open.get() : opened();
      return handle.inTransaction(work::on);
    } catch (JdbiException e) {
      // Whatever it was, the next one begins anew.
      drop();
      throw sentences.of(e);
    } finally {
      turn.unlock();
    }
  }

  private Handle opened() {
    var handle = jdbi.open();
    open = Optional.of(handle);
    // Somebody may hold a row and not go on.
    handle.execute("set statement_timeout = 1000");
    // Frozen in the middle of a transaction this node would keep others from its leases.
    handle.execute("set idle_in_transaction_session_timeout = 1000");
    return handle;
  }

  private void drop() {
    open.ifPresent(handle -> {
      try {
        handle.close();
      } catch (JdbiException _) {
        // It is broken; that is why it goes.
      }
    });
    open = Optional.empty();
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      drop();
    } finally {
      turn.unlock();
    }
  }
}
