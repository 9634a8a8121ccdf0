package org.littleredbridge.config;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system's clock is set while the bridge runs, and between two of its runs: nothing is lost,
/// repeated, or kept waiting for the time to come round again.
final class ClockJumpTest {
  /// The system's clock as somebody has set it.
  private static final class SetClock extends Clock {
    private final AtomicReference<Duration> wrong = new AtomicReference<>(Duration.ZERO);

    void jump(Duration by) {
      wrong.updateAndGet(by::plus);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(wrong.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Europe/Berlin");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("nobody needs it");
    }
  }

  @TempDir Path folder;

  private final SetClock clock = new SetClock();
  private final Chance chance = Chance.told("clock jumps");
  private int round;

  @Test
  void givenAClockThatJumps_whenNotesAndRepliesCome_thenNothingWaitsForTheTimeToComeRound() {
    try (var village =
        Village.overSqlite(
            folder, (home, settings) -> RunningProgram.start(home, settings, clock))) {
      village.start();
      village.settle();
      for (var hours : List.of(1, -25)) {
        var random = chance.round(++round);
        comeAndGo(
            village,
            random,
            () -> {
              jump(random, hours);
              // What became of a comment is found out by the times that it tells.
              village.rednoteFails("{\"commentAnswerLost\": 1}");
            });
      }
      // Between two runs, with something that waits.
      var random = chance.round(++round);
      comeAndGo(
          village,
          random,
          () -> {
            village.kill();
            jump(random, -24);
            village.start();
          });
    }
  }

  private void jump(Random random, int hours) {
    clock.jump(Duration.ofHours(hours).plusSeconds(random.nextInt(600)));
  }

  /// Notes and replies before it and after it.
  private void comeAndGo(Village village, Random random, Runnable jump) {
    try {
      village.publish(random, 3);
      village.reply(random);
      jump.run();
      village.reply(random);
      village.publish(random, 3);
      village.awaitNotes();
      village.awaitComments();
      village.judge(Map.of());
    } catch (AssertionError | RuntimeException e) {
      throw chance.told(round, e, "");
    }
  }
}
