package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.config.Room.TelegramRoom;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.telegram.TelegramFault;
import org.littleredbridge.sandbox.telegram.TelegramFault.Way;

/// What services and disks do wrong while notes and replies come: nothing is lost, the order is
/// kept, and only Telegram, which does not know repeats, shows what it had taken without an answer
/// a second time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsTest {
  private static final String DISCORD_POSTS = "POST /channels/{channel_id}/messages";
  private static final int NOTES = 5;

  private final Chance chance = Chance.told("faults");
  private final Map<Room, Integer> repeats = new HashMap<>();

  private final Path folder;
  private final Village village;

  FaultsTest(@TempDir Path folder) {
    this.folder = folder;
    village = Village.overSqlite(folder);
  }

  @BeforeAll
  void start() {
    village.start();
    village.settle();
  }

  @AfterAll
  void stop() {
    village.close();
  }

  @Test
  void givenServicesThatFail_whenNotesAndRepliesCome_thenAllComesInOrder() {
    for (int round = 1; round <= Chance.rounds(3); round++) {
      var random = chance.round(round);
      var plan = "";
      try {
        plan = telegramFails(random) + ", " + discordFails(random) + ", " + rednoteFails(random);
        village.reply(random);
        village.publish(random, NOTES);
        village.reply(random);
        village.awaitNotes();
        village.awaitComments();
        mended();
        village.judge(repeats);
      } catch (AssertionError | RuntimeException e) {
        throw chance.told(round, e, plan + village.log());
      }
    }
    village.awaitRest();
    village.judge(repeats);
  }

  private String telegramFails(Random random) {
    var room = (TelegramRoom) village.rooms().get(random.nextInt(Village.ROOMS_EACH));
    var ways =
        List.of(
            TelegramFault.of("*", Way.DROP_BEFORE).times(2),
            TelegramFault.of("*", Way.DROP_AFTER),
            TelegramFault.of("*", Way.TRUNCATED),
            TelegramFault.of("*", Way.GARBAGE),
            TelegramFault.of("*", Way.ENDLESS),
            TelegramFault.error("*", 500, "Internal Server Error").times(2),
            TelegramFault.tooMany("*", 1).times(2),
            TelegramFault.slow("*", Duration.ofMillis(1_500)).times(2));
    var fault = ways.get(random.nextInt(ways.size()));
    if (fault.way() == Way.DROP_AFTER || fault.way() == Way.TRUNCATED) {
      repeats.merge(room, 1, Integer::sum);
    }
    village.telegram.fault(fault.in(room.id()));
    var polls = List.of(Way.NOTHING, Way.DROP_BEFORE, Way.DROP_AFTER, Way.GARBAGE, Way.TRUNCATED);
    var poll = TelegramFault.of("getUpdates", polls.get(random.nextInt(polls.size())));
    village.telegram.fault(poll);
    return fault.way() + " " + fault.answer() + " and polls " + poll.way();
  }

  private String discordFails(Random random) {
    var post = DiscordFault.on(DISCORD_POSTS);
    var ways =
        List.of(
            post.dropBefore().times(2),
            post.dropAfter().times(2),
            post.status(500, "").times(3),
            post.status(502, "<html>bad gateway</html>"),
            DiscordFault.rateLimited(DISCORD_POSTS, Duration.ofMillis(700), false).times(2),
            DiscordFault.rateLimited(DISCORD_POSTS, Duration.ofMillis(700), true),
            post.delay(Duration.ofMillis(1_500)).times(3));
    var fault = ways.get(random.nextInt(ways.size()));
    village.discord.fault(fault);
    var gateway = random.nextInt(5);
    switch (gateway) {
      case 0 -> village.discord.gateway().drop();
      case 1 -> village.discord.gateway().askToReconnect();
      case 2 -> village.discord.gateway().invalidate(false);
      case 3 -> village.discord.gateway().garbage();
      default -> {
        // It is well.
      }
    }
    return "Discord " + fault + " and gateway " + gateway;
  }

  private String rednoteFails(Random random) {
    var ways =
        List.of(
            "garbage",
            "truncated",
            "panic",
            "successFalse",
            "resetConnection",
            "commentAnswerLost",
            "commentUnconfirmed");
    // Three in a row are more than the account is asked to bear, and would make it pause.
    var fault =
        "{\"%s\": 1, \"latencyMillis\": %d}"
            .formatted(ways.get(random.nextInt(ways.size())), random.nextInt(200));
    village.rednoteFails(fault);
    return fault;
  }

  private void mended() {
    village.telegram.clearFaults();
    village.discord.clearFaults();
    try (var backstage = new Backstage(village.bridge().sandbox())) {
      backstage.clearFaults();
    }
  }

  @Test
  void givenALockedStore_whenMessagesAreInFlight_thenNoneIsForgottenAndAllGoesOn()
      throws SQLException {
    var random = chance.round(0);
    var address = "jdbc:sqlite:" + Village.database(folder);
    try (var other = DriverManager.getConnection(address);
        var shell = other.createStatement()) {
      village.telegram.fault(TelegramFault.slow("sendPhoto", Duration.ofMillis(400)).times(9));
      village.discord.fault(DiscordFault.on(DISCORD_POSTS).delay(Duration.ofMillis(400)).times(9));
      long before = village.sends();
      village.publish(random, NOTES);
      Eventually.holds("messages are in flight", () -> village.sends() > before + 3);
      shell.execute("begin immediate");
      village.replyOnAService(random);
      Eventually.holds(
          "the operator is told",
          () -> village.bridge().err().contains("is locked by another program"));
      LockSupport.parkNanos(random.nextLong(2_000_000_000L));
      shell.execute("rollback");

      village.awaitNotes();
      village.awaitComments();
      mended();
      village.judge(repeats);
    } catch (AssertionError | RuntimeException e) {
      throw chance.told(0, e, village.log());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void givenAFullDisk_whenSpaceReturns_thenNothingIsLost(@TempDir Path small) {
    var random = chance.round(0);
    try (var full = Village.overSqlite(small)) {
      full.start();
      full.settle();
      full.stop();
      // Enough for the start, at which SQLite's library of 1.3 MB is unpacked, and for some notes:
      // all that is written goes to the store's log first.
      long bytes = 1_400_000 + random.nextInt(300_000);
      full.start((home, settings) -> RunningBridge.startCramped(home, settings, bytes));
      while (!isFull(full)) {
        full.publish(random, NOTES);
        // A profile shows the newest 30: what nobody could see would be lost otherwise.
        Eventually.holds("all has come", () -> full.hasAllNotes() || isFull(full));
      }
      assertThat(full.bridge().isAlive()).isTrue();
      full.kill();

      full.start();
      full.publish(random, 1);
      full.awaitNotes();
      full.awaitRest();
      var once = new HashMap<Room, Integer>();
      full.rooms().forEach(room -> once.put(room, 1));
      full.judge(once);
    } catch (AssertionError | RuntimeException e) {
      throw chance.told(0, e, "");
    }
  }

  private static boolean isFull(Village village) {
    return village.bridge().err().contains("The disk that holds the store");
  }
}
