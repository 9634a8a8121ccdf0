package org.littleredbridge.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at moments that chance chooses, in the middle of notes for Telegram and Discord and of
/// replies to them: nothing is lost, the order is kept, a kill repeats at most one message of a
/// chat on Telegram and none on Discord, and each reply becomes one comment.
final class KillTest {
  // The chats fill up; a village is left for a new one after so many rounds.
  private static final int ROUNDS_OF_A_VILLAGE = 10;
  private static final int NOTES = 12;

  @TempDir Path folder;

  @Test
  void givenNotesAndReplies_whenKilledAtAnyMoment_thenAllComesOnceAndInOrder() throws IOException {
    var chance = Chance.told("kills");
    int rounds = Chance.rounds(5);
    for (int first = 1; first <= rounds; first += ROUNDS_OF_A_VILLAGE) {
      var home = Files.createTempDirectory(folder, "village");
      try (var village = Village.overSqlite(home)) {
        play(village, chance, first, Math.min(rounds, first + ROUNDS_OF_A_VILLAGE - 1));
      }
    }
  }

  private static void play(Village village, Chance chance, int first, int last) {
    var kills = 0;
    for (int round = first; round <= last; round++) {
      try {
        if (round == first) {
          village.start();
          village.settle();
        }
        kills += killed(village, chance.round(round));
        village.judge(allowed(village, kills));
        if (round == last) {
          village.awaitRest();
          village.judge(allowed(village, kills));
        }
      } catch (AssertionError | RuntimeException e) {
        throw chance.told(round, e, village.log());
      }
    }
  }

  /// One round in a village where a bridge runs and nobody was told anything twice.
  static void play(Village village, Chance chance, int round) {
    try {
      int kills = killed(village, chance.round(round));
      village.awaitRest();
      village.judge(allowed(village, kills));
    } catch (AssertionError | RuntimeException e) {
      throw chance.told(round, e, village.log());
    }
  }

  private static Map<Room, Integer> allowed(Village village, int kills) {
    var allowed = new HashMap<Room, Integer>();
    village.rooms().forEach(room -> allowed.put(room, kills));
    return allowed;
  }

  /// @return how often it was killed
  private static int killed(Village village, Random chance) {
    int kills = 1;
    for (int i = chance.nextInt(3); i > 0; i--) {
      village.reply(chance);
    }
    village.publish(chance, NOTES);
    awaitSomeMoment(village, chance);
    if (chance.nextBoolean()) {
      village.reply(chance);
      pause(chance, 60);
    }
    village.kill();
    if (chance.nextInt(3) == 0) {
      village.reply(chance);
    }
    if (chance.nextInt(4) == 0) {
      // In the middle of its start, or just after it.
      village.launch();
      pause(chance, 3_500);
      village.kill();
      kills++;
    }
    village.start();
    // Replies on Discord that nobody heard are read when the bridge speaks there next.
    village.publish(chance, 1);
    village.awaitNotes();
    village.awaitComments();
    return kills;
  }

  /// When so much of it was sent, or simply after a while.
  private static void awaitSomeMoment(Village village, Random chance) {
    if (chance.nextInt(4) == 0) {
      pause(chance, 1_500);
      return;
    }
    long before = village.sends();
    int some = chance.nextInt(NOTES * village.messagesOfANote());
    Eventually.holds(some + " messages are sent", () -> village.sends() >= before + some);
    pause(chance, 30);
  }

  private static void pause(Random chance, int millis) {
    LockSupport.parkNanos(chance.nextLong(1_000_000L * millis));
  }
}
