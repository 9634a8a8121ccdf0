package org.littleredbridge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Does one thing from many threads at once, to find what two callers can spoil for each other.
public final class Crowd {
  private Crowd() {}

  /// Calls `deed` with 0 to `people - 1`, each on its own thread, all let go at the same moment.
  ///
  /// @return what came of each, in the order of their numbers
  /// @throws AssertionError when one of them threw
  public static <T> List<T> allAtOnce(int people, IntFunction<T> deed) {
    var ready = new CountDownLatch(people);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (var i = 0; i < people; i++) {
        var number = i;
        running.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return deed.apply(number);
            }));
      }
      var results = new ArrayList<T>();
      for (var future : running) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("one of the crowd failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the crowd was at work", e);
    }
  }
}
