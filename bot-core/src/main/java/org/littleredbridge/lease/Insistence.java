package org.littleredbridge.lease;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what has happened already, however long the store is locked or full meanwhile. A
/// message that was sent and is not recorded would be sent again, and again for as long as the
/// store takes a claim but not the record; a claim that is not given back holds up what waits
/// behind it until the claim runs out.
public final class Insistence {
  private static final Logger log = LoggerFactory.getLogger(Insistence.class);
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  // After that it is a fault of ours rather than the store's.
  private static final Duration PATIENCE = Duration.ofHours(1);

  private Insistence() {}

  /// Writes until it succeeds. Blocks; the pauses between two tries grow to five seconds.
  ///
  /// @param what is written, for the log
  /// @param write may be repeated without harm
  /// @throws RuntimeException what the store threw last, after an hour or when the thread was
  ///   interrupted, since the bridge is stopping then
  /// @throws LeaseLostException at once, when what is to be written is another node's by now
  public static void write(String what, Runnable write) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var pause = FIRST;
    for (int tries = 1; ; tries++) {
      try {
        write.run();
        if (tries > 1) {
          log.atInfo().addKeyValue("what", what).addKeyValue("tries", tries).log("stored at last");
        }
        return;
      } catch (LeaseLostException e) {
        // It is another node's to tell now.
        throw e;
      } catch (RuntimeException e) {
        tell(what, tries, e);
        if (System.nanoTime() - end > 0 || !slept(pause)) {
          throw e;
        }
      }
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    }
  }

  private static void tell(String what, int tries, RuntimeException e) {
    // Each time twice as long after the last: many lanes may say the same.
    if (Integer.bitCount(tries) == 1) {
      log.atError()
          .addKeyValue("what", what)
          .addKeyValue("tries", tries)
          .setCause(e)
          .log("what has happened cannot be stored, so it is tried again");
    }
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
