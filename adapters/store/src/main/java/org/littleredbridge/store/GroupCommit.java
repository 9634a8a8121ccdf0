package org.littleredbridge.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Writes on the one connection that writes. What many threads want at the same time shares one
/// transaction, since beginning and committing costs more than most writes do: whoever comes first
/// leads and does the writes of all who wait by then. When one of them fails, each is done again by
/// itself, so that a failure undoes its own write alone. Nobody returns before the commit. Who
/// comes alone waits for nobody; after a group had company the next leader waits a moment for more.
final class GroupCommit implements AutoCloseable {
  /// Bounds how long the first of a group waits for the others.
  private static final int MOST = 200;

  // Little beside the way to a chat and back, and in a burst many ends of sends come within it.
  private static final Duration MOMENT = Duration.ofMillis(2);

  private static final HotStatement BEGIN = new HotStatement("begin immediate");
  private static final HotStatement COMMIT = new HotStatement("commit");

  private final Handle handle;
  private final Sentences sentences;
  // Guards `waiting`, `led` and `company`; held for moments.
  private final ReentrantLock queueing = new ReentrantLock();
  private final Queue<Write<?>> waiting = new ArrayDeque<>();
  private boolean led;
  private boolean company;
  // Held while a transaction runs.
  private final ReentrantLock running = new ReentrantLock();
  private boolean closed;

  GroupCommit(Handle handle, Sentences sentences) {
    this.handle = handle;
    this.sentences = sentences;
  }

  <T> T write(Database.Work<T> work) {
    var write = new Write<>(work);
    if (!leads(write)) {
      write.await();
    }
    if (!write.isEnded()) {
      lead();
    }
    return write.answer(sentences);
  }

  private boolean leads(Write<?> write) {
    queueing.lock();
    try {
      waiting.add(write);
      var leads = !led;
      led = true;
      return leads;
    } finally {
      queueing.unlock();
    }
  }

  /// Does what waits, the leader's own write among it, and lets the next one lead.
  private void lead() {
    if (hadCompany()) {
      LockSupport.parkNanos(this, MOMENT.toNanos());
    }
    var group = group();
    running.lock();
    try {
      commit(group);
    } catch (RuntimeException | Error e) {
      group.forEach(write -> write.fail(e));
    } finally {
      running.unlock();
      // The next transaction begins while this one's callers wake up.
      next();
      group.forEach(Write::end);
    }
  }

  private boolean hadCompany() {
    queueing.lock();
    try {
      return company;
    } finally {
      queueing.unlock();
    }
  }

  private List<Write<?>> group() {
    queueing.lock();
    try {
      var group = new ArrayList<Write<?>>();
      while (group.size() < MOST && !waiting.isEmpty()) {
        group.add(waiting.remove());
      }
      company = group.size() > 1;
      return group;
    } finally {
      queueing.unlock();
    }
  }

  /// How many stand in the queue. For tests.
  int queued() {
    queueing.lock();
    try {
      return waiting.size();
    } finally {
      queueing.unlock();
    }
  }

  private void next() {
    queueing.lock();
    try {
      var next = waiting.peek();
      if (next == null) {
        led = false;
      } else {
        next.call();
      }
    } finally {
      queueing.unlock();
    }
  }

  private void commit(List<Write<?>> group) {
    if (closed) {
      throw sentences.closed();
    }
    if (group.size() == 1 || !together(group)) {
      group.forEach(this::alone);
    }
  }

  private void alone(Write<?> write) {
    try {
      BEGIN.run(handle, UnaryOperator.identity());
      write.run(handle);
      if (!write.hasFailed()) {
        COMMIT.run(handle, UnaryOperator.identity());
        return;
      }
    } catch (RuntimeException | Error e) {
      write.fail(e);
    }
    rollback(write.failure());
  }

  /// @return false when nothing of it is stored
  private boolean together(List<Write<?>> group) {
    try {
      BEGIN.run(handle, UnaryOperator.identity());
    } catch (JdbiException e) {
      rollback(e);
      // It would be the same for each of them, after the same wait.
      throw e;
    }
    try {
      for (var write : group) {
        write.run(handle);
        if (write.hasFailed()) {
          // Cheaper than a savepoint for each of the many that succeed.
          rollback(write.failure());
          return false;
        }
      }
      COMMIT.run(handle, UnaryOperator.identity());
      return true;
    } catch (JdbiException e) {
      rollback(e);
      return false;
    } catch (RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Throwable cause) {
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

  /// Waits for the transaction that is running. Everything after that fails.
  @Override
  public void close() {
    running.lock();
    try {
      if (!closed) {
        closed = true;
        handle.close();
      }
    } finally {
      running.unlock();
    }
  }
}
