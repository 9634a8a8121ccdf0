package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.relay.ReplyLedger.NewReply;

/// What bridges on one database promise each other, and what becomes of lost connections.
final class PostgresDatabaseTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final StoreConfig.Postgres config = PostgresServer.emptyStore();

  private static Store open(StoreConfig config) {
    return Store.open(config, Clock.systemUTC());
  }

  @Test
  void givenTwoBridges_whenOneStoresWork_thenTheOtherIsWokenForIt() {
    try (var one = open(config);
        var other = open(config)) {
      var rings = listening(other);

      one.outbox().add(LOBBY, new Cargo.Notice("hello", Optional.empty()), "k1", NOON);
      Eventually.holds(() -> rings.contains(Wake.DELIVER));
      one.subscriptions().add(LOBBY, new Feed.TrendingFeed(), 0, NOON);
      Eventually.holds(() -> rings.contains(Wake.POLL));
      accept(one, "m1");
      Eventually.holds(() -> rings.contains(Wake.RELAY));
    }
  }

  @Test
  void givenItsOwnWork_whenStored_thenABridgeDoesNotWakeItself() {
    try (var one = open(config);
        var other = open(config)) {
      var rings = listening(one);

      one.outbox().add(LOBBY, new Cargo.Notice("hello", Optional.empty()), "k1", NOON);
      accept(other, "m1");
      Eventually.holds(() -> rings.contains(Wake.RELAY));

      assertThat(rings).as("notifications come in the order of commits").containsOnly(Wake.RELAY);
    }
  }

  @Test
  void givenALostConnection_whenTheDatabaseIsBack_thenTheStoreAndItsBellGoOn() {
    try (var gate = new PostgresGate();
        var store = open(gate.through(config));
        var other = open(config)) {
      var rings = listening(store);
      store.notes().keep(SampleNotes.note("n1", "title"));

      gate.shut();
      assertThatThrownBy(() -> store.notes().keep(SampleNotes.note("n2", "title")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot be reached");
      gate.reopen();

      Eventually.holds(() -> stored(store, "n3"));
      // After the loss it looks at everything.
      Eventually.holds(() -> rings.containsAll(List.of(Wake.values())));
      rings.clear();
      accept(other, "m1");
      Eventually.holds(() -> rings.contains(Wake.RELAY));
    }
  }

  private static boolean stored(Store store, String id) {
    try {
      store.notes().keep(SampleNotes.note(id, "title"));
      return store.notes().note(new NoteId(id)).isPresent();
    } catch (StoreException e) {
      return false;
    }
  }

  @Test
  void givenConnectionsThatTheServerEnded_whenUsedAgain_thenNobodyNotices() {
    try (var store = open(config)) {
      store.notes().keep(SampleNotes.note("n1", "title"));
      assertThat(store.notes().note(new NoteId("n1"))).isPresent();
      var database = store.database();
      var pids =
          database.write(PostgresDatabaseTest::pid)
              + ", "
              + database.read(PostgresDatabaseTest::pid);
      PostgresServer.sql(
          "select pg_terminate_backend(pid) from pg_stat_activity where pid in (" + pids + ")");

      store.notes().keep(SampleNotes.note("n2", "title"));

      assertThat(store.notes().note(new NoteId("n2"))).isPresent();
    }
  }

  private static int pid(Handle handle) {
    return handle.createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
  }

  @Test
  void givenADeadlock_whenTwoMeetInOne_thenBothAreStoredInTheEnd() {
    try (var store = open(config)) {
      var database = store.database();
      database.run(h -> h.execute("create table things (id integer primary key, n integer)"));
      database.run(h -> h.execute("insert into things values (0, 0), (1, 0)"));

      var met = new CountDownLatch(2);
      Crowd.allAtOnce(
          2,
          person -> {
            database.run(h -> {
              h.execute("update things set n = n + 1 where id = ?", person);
              meet(met);
              h.execute("update things set n = n + 1 where id = ?", 1 - person);
            });
            return true;
          });

      List<Integer> counts =
          database.read(h -> h.createQuery("select n from things").mapTo(Integer.class).list());
      assertThat(counts).containsOnly(2);
    }
  }

  private static void meet(CountDownLatch met) {
    met.countDown();
    try {
      met.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givenClaims_whenABridgeStarts_thenItLeavesThoseOfTheOthersAlone() {
    try (var one = open(config);
        var other = open(config)) {
      one.outbox().add(LOBBY, new Cargo.Notice("hello", Optional.empty()), "k1", NOON);
      var lease = Duration.ofMinutes(1);
      assertThat(one.outbox().claimDue(NOON, 1, 1, lease)).hasSize(1);

      other.releaseClaims();

      assertThat(other.outbox().claimDue(NOON, 1, 1, lease)).isEmpty();
      assertThat(other.outbox().claimDue(NOON.plus(lease), 1, 1, lease)).hasSize(1);
    }
  }

  @Test
  void givenAReader_whenItIsAskedToWrite_thenItCannot() {
    try (var store = open(config)) {
      assertThatThrownBy(() -> store.database().read(h -> h.execute("delete from notes")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("takes no writes");
    }
  }

  @Test
  void givenAFailure_whenItIsPrinted_thenItTellsNothingOfWhatIsStored() {
    try (var store = open(config)) {
      store.database().run(h -> h.execute("alter table note_media add check (width < 0)"));
      store.database().run(h -> h.execute("alter table notes add check (title = '')"));
      var note = SampleNotes.withToken(SampleNotes.note("n1", "a private title"), "SECRET");

      assertThatThrownBy(() -> store.notes().keep(note))
          .satisfies(PostgresDatabaseTest::tellsNothing);

      store.database().run(h -> h.execute("alter table notes drop constraint notes_title_check"));
      assertThatThrownBy(() -> store.notes().keep(note))
          .satisfies(PostgresDatabaseTest::tellsNothing);
    }
  }

  private static void tellsNothing(Throwable e) {
    var print = new StringWriter();
    e.printStackTrace(new PrintWriter(print));
    assertThat(print.toString())
        .contains("23514")
        .doesNotContain("SECRET")
        .doesNotContain("private title");
  }

  @Test
  void givenTextsThatPostgresCannotHold_whenKept_thenOnlyTheImpossibleIsReplaced() {
    assertThat(PostgresDatabase.kept("a\u0000b \uD83D\uDE00 \uD83D.\uDE00"))
        .isEqualTo("a\uFFFDb \uD83D\uDE00 \uFFFD.\uFFFD");
    try (var store = open(config)) {
      store.fileIds().keep("bot", "half \uD83D key", "id\u0000");

      assertThat(store.fileIds().find("bot", "half \uD83D key")).contains("id\uFFFD");
    }
  }

  private static List<Wake> listening(Store store) {
    var rings = new CopyOnWriteArrayList<Wake>();
    store.listen(rings::add);
    // It begins with all, since some may have been missed before.
    Eventually.holds(() -> rings.size() == Wake.values().length);
    rings.clear();
    return rings;
  }

  private static void accept(Store store, String message) {
    store
        .replies()
        .accept(
            new NewReply(
                new MessageRef(LOBBY, message), "ann", new NoteId("n1"), Optional.empty(), "hi"),
            NOON);
  }
}
