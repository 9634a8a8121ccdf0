package org.littleredbridge.store;

import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// One write that waits for its turn, and what came of it. One thread waits for it; whoever leads
/// runs it.
final class Write<T> {
  private sealed interface Result<T> {
    record Done<T>(T answer) implements Result<T> {}

    record Failed<T>(Throwable why) implements Result<T> {}
  }

  private final Database.Work<T> work;
  private final Thread waiter = Thread.currentThread();
  private volatile @Nullable Result<T> result;
  private volatile boolean called;
  private volatile boolean ended;

  Write(Database.Work<T> work) {
    this.work = work;
  }

  /// Waits until it has ended, or its thread is called to lead.
  void await() {
    var interrupted = false;
    while (!called && !ended) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      waiter.interrupt();
    }
  }

  void call() {
    called = true;
    LockSupport.unpark(waiter);
  }

  /// What it came to is final.
  void end() {
    ended = true;
    LockSupport.unpark(waiter);
  }

  boolean isEnded() {
    return ended;
  }

  /// May be called again: what the former run did is undone then.
  void run(Handle handle) {
    try {
      result = new Result.Done<>(work.on(handle));
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  void fail(Throwable why) {
    result = new Result.Failed<>(why);
  }

  boolean hasFailed() {
    return result instanceof Result.Failed;
  }

  Throwable failure() {
    return result instanceof Result.Failed<T>(var why) ? why : new IllegalStateException("none");
  }

  /// What the work answered, or its failure thrown.
  T answer(Sentences sentences) {
    var known = result;
    return switch (known) {
      case Result.Done<T>(var answer) -> answer;
      case Result.Failed<T>(JdbiException e) -> throw sentences.of(e);
      case Result.Failed<T>(RuntimeException e) -> throw e;
      case Result.Failed<T>(Error e) -> throw e;
      case Result.Failed<T>(var why) -> throw new IllegalStateException(why);
      case null -> throw new IllegalStateException("a write that never ran");
    };
  }
}
