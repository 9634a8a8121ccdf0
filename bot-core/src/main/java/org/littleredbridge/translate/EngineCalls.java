package org.littleredbridge.translate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.littleredbridge.health.Tally;
import org.littleredbridge.health.Tally.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls one engine: not while it rests, not without paying, and what its failures mean is done.
/// Thread-safe.
final class EngineCalls {
  private static final Logger log = LoggerFactory.getLogger(EngineCalls.class);

  /// What became of a call.
  sealed interface Outcome<T> {
    /// Whether the answer is any good is for the caller to say: [EngineCalls#good] or
    /// [EngineCalls#odd].
    record Answered<T>(T answer) implements Outcome<T> {}

    record Failed<T>(EngineFailure why) implements Outcome<T> {}

    /// It was not made: the engine rests, or there is no budget for it.
    record Held<T>() implements Outcome<T> {}
  }

  private final Engine engine;
  private final Budget budget;
  private final TranslationWatch watch;
  private final Tally tally;
  private final Clock clock;
  private final EngineBreaker breaker;

  EngineCalls(Engine engine, Budget budget, TranslationWatch watch, Tally tally, Clock clock) {
    this.engine = engine;
    this.budget = budget;
    this.watch = watch;
    this.tally = tally;
    this.clock = clock;
    this.breaker = new EngineBreaker(clock);
  }

  /// Blocks. Never throws because of the engine.
  ///
  /// @param community who pays
  /// @param characters what is sent
  <T> Outcome<T> make(Optional<String> community, long characters, Supplier<T> call) {
    return make(community, characters, false, call);
  }

  /// @param piece whether it is a part of what came to nothing as a whole
  <T> Outcome<T> make(
      Optional<String> community, long characters, boolean piece, Supplier<T> call) {
    var first = once(community, characters, piece, call);
    // All others of this moment wait as long; then they are served, or the next engine is.
    return first instanceof Outcome.Failed<T>(EngineFailure.Rate _)
        ? secondTry(first, community, characters, piece, call)
        : first;
  }

  /// Empty while it may be asked; [Instant#MAX] until the next start.
  Optional<Instant> restsUntil() {
    return Optional.of(breaker.closedUntil()).filter(clock.instant()::isBefore);
  }

  void good() {
    breaker.answered();
  }

  /// Nothing of an answer was usable.
  void odd() {
    tally.add(Count.ENGINE_FAILURES);
    breaker.doubted();
  }

  private <T> Outcome<T> secondTry(
      Outcome<T> first,
      Optional<String> community,
      long characters,
      boolean piece,
      Supplier<T> call) {
    var second = once(community, characters, piece, call);
    return second instanceof Outcome.Held<T> ? first : second;
  }

  private <T> Outcome<T> once(
      Optional<String> community, long characters, boolean piece, Supplier<T> call) {
    var wait = breaker.wait(clock.instant());
    if (wait.isEmpty()) {
      return new Outcome.Held<>();
    }
    rest(wait.get());
    var charge = charge(community, characters);
    if (charge.isEmpty()) {
      breaker.notAsked();
      return new Outcome.Held<>();
    }
    tally.add(Count.ENGINE_CALLS);
    try {
      return new Outcome.Answered<>(call.get());
    } catch (EngineException e) {
      log.atWarn()
          .addKeyValue("engine", engine.name())
          .addKeyValue("reason", e.getMessage())
          .log("engine failed");
      failed(e.failure(), charge.get(), piece);
      return new Outcome.Failed<>(e.failure());
    } catch (RuntimeException e) {
      // A fault in an engine's code must not stop notes from being delivered.
      log.atWarn().addKeyValue("engine", engine.name()).setCause(e).log("engine broke");
      failed(new EngineFailure.Down(), charge.get(), piece);
      return new Outcome.Failed<>(new EngineFailure.Down());
    }
  }

  private Optional<Charge> charge(Optional<String> community, long characters) {
    try {
      return budget.charge(engine, community, characters);
    } catch (RuntimeException e) {
      breaker.notAsked();
      throw e;
    }
  }

  private void failed(EngineFailure why, Charge charge, boolean piece) {
    tally.add(Count.ENGINE_FAILURES);
    settle(why, charge);
    switch (why) {
      case EngineFailure.Auth() -> {
        breaker.off();
        tell(() -> watch.keyRefused(engine.name()));
      }
      case EngineFailure.Quota(var reset) -> {
        breaker.outOfQuota(reset);
        tell(() -> watch.quotaSpent(engine.name()));
      }
      case EngineFailure.Rate(var wait) -> breaker.slowedDown(wait);
      case EngineFailure.Down() -> breaker.failed();
      // One batch makes one doubt, into however many pieces it is cut.
      case EngineFailure.Implausible() when piece -> breaker.answered();
      case EngineFailure.Implausible() -> breaker.doubted();
      case EngineFailure.TooLong(), EngineFailure.Unsuited() -> breaker.answered();
    }
  }

  private void settle(EngineFailure why, Charge charge) {
    switch (why) {
      // Most services do the work before they see that, and count it.
      case EngineFailure.Implausible(), EngineFailure.TooLong(), EngineFailure.Unsuited() -> {}
      case EngineFailure.Auth(),
          EngineFailure.Quota(_),
          EngineFailure.Rate(_),
          EngineFailure.Down() ->
          budget.refund(charge);
    }
  }

  /// A notice that cannot be stored now must not cost a note its delivery; the next failure tells
  /// it.
  private void tell(Runnable notice) {
    try {
      notice.run();
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("engine", engine.name()).setCause(e).log("notice not stored");
    }
  }

  private static void rest(Duration wait) {
    if (wait.isZero()) {
      return;
    }
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bridge is stopping", e);
    }
  }
}
