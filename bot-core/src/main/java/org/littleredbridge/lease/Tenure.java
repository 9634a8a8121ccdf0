package org.littleredbridge.lease;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.littleredbridge.lease.Holding.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The time for which this node holds one lease, with the work under it, on a thread of its own.
final class Tenure {
  private static final Logger log = LoggerFactory.getLogger(Tenure.class);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final Leases leases;
  private final Duty duty;
  private final Holding holding;
  private final Holdings.Work work;
  private final Consumer<Tenure> afterwards;
  private final Semaphore over = new Semaphore(0);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean mine = true;
  private volatile boolean ending;

  /// @param afterwards called when the work has ended and the lease was given back
  Tenure(
      Leases leases, Duty duty, Holding holding, Holdings.Work work, Consumer<Tenure> afterwards) {
    this.leases = leases;
    this.duty = duty;
    this.holding = holding;
    this.work = work;
    this.afterwards = afterwards;
    thread = Thread.ofVirtual().name("lease-" + duty.lease()).unstarted(this::run);
  }

  Duty duty() {
    return duty;
  }

  Holding holding() {
    return holding;
  }

  /// Whether the store may still hold the lease for this node.
  boolean isMine() {
    return mine;
  }

  /// Whether its work is to end, or has.
  boolean isEnding() {
    return ending;
  }

  void start() {
    thread.start();
  }

  void awaitBegun() {
    try {
      var _ = begun.await(AFTER_FAULT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void join(Duration longest) throws InterruptedException {
    thread.join(longest);
  }

  /// Ends the work, keeps the lease until that has happened, and gives it back.
  void end() {
    ending = true;
    over.release();
  }

  /// Ends the work; the lease is another's already, or will be.
  void lost() {
    if (mine) {
      mine = false;
      holding.lost();
      log.atWarn().addKeyValue("lease", duty.lease()).log("lease lost");
    }
    end();
  }

  /// @param good for how long what was asked for at `asked` is believed
  void looked(Collection<Lease> renewed, Moment asked, Duration good) {
    if (renewed.contains(holding.lease())) {
      holding.renewed(asked, good);
    } else if (mine) {
      lost();
    }
  }

  private void run() {
    try {
      var running = work.begin(duty, holding);
      begun.countDown();
      try {
        over.acquire();
      } finally {
        running.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      begun.countDown();
      log.atError().addKeyValue("lease", duty.lease()).setCause(e).log("work of a lease failed");
      rest();
    } finally {
      done();
    }
  }

  /// What could not be begun would fail at once again.
  private void rest() {
    try {
      var _ = over.tryAcquire(AFTER_FAULT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void done() {
    var ours = mine;
    // Before it is given back: a look that crosses it must not call it lost.
    mine = false;
    holding.lost();
    try {
      // Also when it came late: nobody may have taken it yet.
      leases.giveBack(holding.lease());
      if (ours) {
        log.atInfo().addKeyValue("lease", duty.lease()).log("lease given back");
      }
    } catch (RuntimeException e) {
      log.atInfo()
          .addKeyValue("lease", duty.lease())
          .addKeyValue("reason", e.getMessage())
          .log("lease could not be given back and runs out");
    } finally {
      afterwards.accept(this);
    }
  }
}
