package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.Crowd;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Outbox.Routed;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;

/// What the writer and the readers of one file promise each other, and how failures come out.
final class SqliteDatabaseTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder = Path.of("");

  @Test
  void givenManyThreads_whenTheyWriteAndReadAtOnce_thenEachSeesWhatItWrote() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      var lines = store.transcript();
      var lost =
          Crowd.allAtOnce(
              40,
              person -> {
                var missing = 0;
                for (var i = 0; i < 20; i++) {
                  var line = lines.add(LOBBY, person + "-" + i, NOON, Optional.empty(), "{}");
                  missing += lines.line(LOBBY, line.id()).isPresent() ? 0 : 1;
                }
                return missing;
              });

      assertThat(lost).containsOnly(0);
      assertThat(lines.newest(LOBBY, 0, 1_000))
          .extracting(line -> line.id())
          .isEqualTo(IntStream.rangeClosed(1, 800).mapToObj(i -> (long) i).toList());
    }
  }

  @Test
  void givenAFailureInTheMiddle_whenAcceptEnds_thenNothingOfItIsStored() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      store.database().run(handle -> handle.execute("drop table lanes"));
      var note = SampleNotes.note("n1", "title");
      var routed = List.of(new Routed(note, Map.of(LOBBY, new Verdict.Send())));

      assertThatThrownBy(() -> store.outbox().accept(new Feed.TrendingFeed(), routed, NOON))
          .isInstanceOf(StoreException.class);

      assertThat(store.notes().note(note.id())).isEmpty();
      assertThat(store.outbox().fate(LOBBY, note.id())).isEmpty();
      assertThat(store.outbox().waiting()).isZero();
      assertThat(store.feedStates().unseen(new Feed.TrendingFeed(), List.of(note.id()))).hasSize(1);
    }
  }

  @Test
  void givenAFullDisk_whenSomethingIsStored_thenItSaysSoAndGoesOnOnceThereIsSpace() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      var large = SampleNotes.note("n1", "x".repeat(1_000_000));
      allowPages(store, 1);

      assertThatThrownBy(() -> store.notes().keep(large))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is full")
          .hasMessageContaining("Free some space");

      assertThat(store.notes().note(large.id())).isEmpty();
      allowPages(store, 1_000_000);
      store.notes().keep(large);
      assertThat(store.notes().note(large.id())).contains(large);
    }
  }

  private static void allowPages(Store store, int pages) {
    // SQLite never goes below the pages that are in use. Source:
    // https://www.sqlite.org/pragma.html#pragma_max_page_count
    store.database().run(handle -> handle.execute("pragma max_page_count = " + pages));
  }

  @Test
  void givenAFailure_whenItIsPrinted_thenItTellsNothingOfWhatIsStored() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      store.database().run(handle -> handle.execute("drop table note_media"));
      var note = SampleNotes.withToken(SampleNotes.note("n1", "a private title"), "SECRET");

      assertThatThrownBy(() -> store.notes().keep(note))
          .satisfies(e -> {
            var print = new StringWriter();
            e.printStackTrace(new PrintWriter(print));
            assertThat(print.toString())
                .contains("bridge.db", "no such table")
                .doesNotContain("SECRET")
                .doesNotContain("private title");
          });
    }
  }

  @Test
  void givenAReader_whenItIsAskedToWrite_thenItCannot() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      assertThatThrownBy(() -> store.database().read(handle -> handle.execute("delete from notes")))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void givenAnotherProgramThatReads_whenTheStoreWrites_thenNeitherWaits() throws SQLException {
    var file = folder.resolve("bridge.db");
    try (var store = Store.open(new StoreConfig.Sqlite(file), Clock.systemUTC());
        var shell = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = shell.createStatement()) {
      shell.setAutoCommit(false);
      sql.executeQuery("select count(*) from notes").next();

      store.notes().keep(SampleNotes.note("n1", "title"));

      assertThat(store.notes().note(new NoteId("n1"))).isPresent();
    }
  }

  @Test
  void givenAStatementThatRanBefore_whenItRunsAgain_thenSqliteDoesNotCompileItAgain() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      var compiled = new ArrayList<String>();
      var counting =
          new DefaultStatementBuilder() {
            @Override
            public PreparedStatement create(
                Connection connection, String sql, StatementContext context) throws SQLException {
              compiled.add(sql);
              return super.create(connection, sql, context);
            }
          };
      store.database().run(handle -> handle.setStatementBuilder(new KeptStatements(counting)));

      store.fileIds().keep("service", "key", "one");
      assertThat(compiled).isNotEmpty().doesNotHaveDuplicates();
      compiled.clear();
      store.fileIds().keep("service", "key", "two");

      assertThat(compiled).isEmpty();
    }
  }

  @Test
  void givenAHotStatementThatRanBefore_whenItRunsAgain_thenItIsTheSame() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      store
          .database()
          .run(handle -> {
            var kept = (KeptStatements) handle.getStatementBuilder();
            var first = taken(kept, handle);
            assertThat(taken(kept, handle)).isSameAs(first);
          });
    }
  }

  private static PreparedStatement taken(KeptStatements kept, Handle handle) {
    try {
      var statement = kept.take(handle.getConnection(), "select 1");
      kept.giveBack(statement);
      return statement;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givenAnotherProgramThatLocks_whenTheStoreWrites_thenItSaysSoAndGoesOnAfterwards()
      throws SQLException {
    var file = folder.resolve("bridge.db");
    try (var store = Store.open(new StoreConfig.Sqlite(file), Clock.systemUTC());
        var shell = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = shell.createStatement()) {
      store.database().run(handle -> handle.execute("pragma busy_timeout = 1"));
      var note = SampleNotes.note("n1", "title");
      sql.execute("begin immediate");
      for (var attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> store.notes().keep(note))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("locked by another program");
      }

      sql.execute("rollback");

      store.notes().keep(note);
      assertThat(store.notes().note(note.id())).contains(note);
    }
  }
}
