package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.Crowd;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/// That writes which wait together share a transaction, and not their failures.
final class GroupCommitTest {
  private static final int CROWD = 50;

  private final Path folder;
  private Store store;
  private Database database;
  private final AtomicInteger commits = new AtomicInteger();

  GroupCommitTest(@TempDir Path folder) {
    this.folder = folder;
    store = Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC());
    database = store.database();
  }

  @BeforeEach
  void countCommits() {
    var listener =
        new SQLiteCommitListener() {
          @Override
          public void onCommit() {
            commits.incrementAndGet();
          }

          @Override
          public void onRollback() {
            // Not counted.
          }
        };
    database.run(handle -> {
      handle.execute("create table things (id integer primary key, name text not null)");
      listen(handle, listener);
    });
    commits.set(0);
  }

  private static void listen(Handle handle, SQLiteCommitListener listener) {
    try {
      handle.getConnection().unwrap(SQLiteConnection.class).addCommitListener(listener);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void givenManyThatWaitTogether_whenTheyAreWritten_thenOneTransactionDoesForAll() {
    whileTheWriterIsBusy(i -> add(i, "thing"), i -> {});

    assertThat(things()).hasSize(CROWD);
    assertThat(commits.get()).as("the busy one's commit and the group's").isEqualTo(2);
  }

  @Test
  void givenFailuresAmongTheOthers_whenTheyAreWritten_thenOnlyTheirOwnWritesAreUndone() {
    var failures = new AtomicInteger();
    whileTheWriterIsBusy(
        i -> {
          switch (i % 3) {
            case 0 -> add(i, "thing");
            case 1 -> addThenFail(i, new IllegalArgumentException("mine " + i));
            default -> addTwice(i);
          }
        },
        i -> failures.incrementAndGet());

    var even = IntStream.range(0, CROWD).filter(i -> i % 3 == 0).boxed().toList();
    assertThat(things()).isEqualTo(even);
    assertThat(failures.get()).isEqualTo(CROWD - even.size());
  }

  @Test
  void givenAFailureThatEndsTheWholeTransaction_whenTheyAreWritten_thenTheOthersAreStored() {
    var failures = new ArrayList<Integer>();
    whileTheWriterIsBusy(
        i -> {
          if (i == 7) {
            // SQLite then rolls back by itself, as it does when the disk is full.
            database.run(handle -> {
              insert(handle, i, "thing");
              handle.execute("insert or rollback into things (id, name) values (?, 'again')", i);
            });
          } else {
            add(i, "thing");
          }
        },
        i -> {
          synchronized (failures) {
            failures.add(i);
          }
        });

    assertThat(failures).containsExactly(7);
    assertThat(things()).hasSize(CROWD - 1).doesNotContain(7);
  }

  @Test
  void givenAnError_whenItComesOutOfAWrite_thenItsCallerGetsItAndTheWriterGoesOn() {
    assertThatThrownBy(() ->
            database.run(handle -> {
              insert(handle, 1, "thing");
              throw new StackOverflowError();
            }))
        .isInstanceOf(StackOverflowError.class);

    add(2, "thing");
    assertThat(things()).containsExactly(2);
  }

  @Test
  void givenAnInterruptedThread_whenItWrites_thenTheWriteIsStoredAndTheInterruptStays()
      throws InterruptedException {
    var stays = new ArrayList<Boolean>();
    var person =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              add(1, "thing");
              stays.add(Thread.currentThread().isInterrupted());
            });
    person.join();

    assertThat(stays).containsExactly(true);
    assertThat(things()).containsExactly(1);
  }

  @Test
  void givenWritersAtWork_whenTheStoreCloses_thenEachIsStoredOrToldAndNoneHangs() {
    var stored = new ArrayList<Integer>();
    Crowd.allAtOnce(
        CROWD,
        i -> {
          if (i == CROWD / 2) {
            store.close();
            return true;
          }
          try {
            add(i, "thing");
            synchronized (stored) {
              stored.add(i);
            }
          } catch (StoreException e) {
            assertThat(e).hasMessageContaining("is closed");
          }
          return true;
        });

    store = Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC());
    database = store.database();
    assertThat(things()).containsExactlyInAnyOrderElementsOf(stored);
  }

  private interface Deed {
    void of(int person);
  }

  /// Lets a crowd write while the writer is held up, so that all of them wait together.
  private void whileTheWriterIsBusy(Deed deed, Deed failed) {
    var busy = new CountDownLatch(1);
    var waiting = new ArrayList<Thread>();
    var first =
        Thread.ofVirtual()
            .start(() ->
                database.run(handle -> {
                  busy.countDown();
                  // By now everybody stands in the queue.
                  Eventually.holds(() -> ((SqliteDatabase) database).queued() == CROWD);
                }));
    try {
      busy.await();
      for (var i = 0; i < CROWD; i++) {
        var person = i;
        var thread =
            Thread.ofVirtual()
                .unstarted(() -> {
                  try {
                    deed.of(person);
                  } catch (StoreException | IllegalArgumentException e) {
                    failed.of(person);
                  }
                });
        thread.start();
        waiting.add(thread);
      }
      first.join();
      for (var thread : waiting) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void add(int id, String name) {
    database.run(handle -> insert(handle, id, name));
  }

  private void addThenFail(int id, RuntimeException failure) {
    database.run(handle -> {
      insert(handle, id, "thing");
      throw failure;
    });
  }

  private void addTwice(int id) {
    database.run(handle -> {
      insert(handle, id, "thing");
      insert(handle, id, "again");
    });
  }

  private static void insert(Handle handle, int id, String name) {
    handle.execute("insert into things (id, name) values (?, ?)", id, name);
  }

  private List<Integer> things() {
    return database.read(handle ->
        handle.createQuery("select id from things order by id").mapTo(Integer.class).list());
  }
}
