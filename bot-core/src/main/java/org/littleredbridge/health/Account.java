package org.littleredbridge.health;

import java.util.concurrent.locks.ReentrantLock;

/// An account as all its gateways share it. Each of them has a browser of its own, and two that ask
/// at once look like no person: so one of them has its turn at a time, in the order of asking.
/// Thread-safe. One object for each account of this process.
public final class Account {
  private final String name;
  private final GuardedPlatform.Limits limits;
  private final ReentrantLock turn = new ReentrantLock(true);

  /// @param name in the ledger, and for people
  public Account(String name, GuardedPlatform.Limits limits) {
    this.name = name;
    this.limits = limits;
  }

  /// In the ledger, and for people.
  public String name() {
    return name;
  }

  GuardedPlatform.Limits limits() {
    return limits;
  }

  /// Waits for its turn.
  void beginTurn() throws InterruptedException {
    turn.lockInterruptibly();
  }

  void endTurn() {
    turn.unlock();
  }
}
