package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.note.SampleNotes;

/// How a store opens, refuses to open, and survives.
final class SqliteStoreTest {
  @TempDir Path folder = Path.of("");

  private Path file() {
    return folder.resolve("bridge.db");
  }

  @Test
  void givenFoldersThatDoNotExist_whenOpened_thenTheyAreMade() {
    var deep = folder.resolve("data").resolve("of").resolve("bridge.db");

    Store.open(new StoreConfig.Sqlite(deep)).close();

    assertThat(deep).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space.db", "what?cache=shared&x=%20#1.db", "小红桥 😀.db", "it's"})
  void givenAnOddFileName_whenOpened_thenExactlyThatFileIsUsed(String name) throws IOException {
    var odd = folder.resolve(name);
    try (var store = Store.open(new StoreConfig.Sqlite(odd))) {
      store.notes().keep(SampleNotes.note("n1", "title"));
    }

    try (var store = Store.open(new StoreConfig.Sqlite(odd))) {
      assertThat(store.notes().note(SampleNotes.ref("n1").id())).isPresent();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(name, name + ".lock");
    }
  }

  @Test
  void givenAnOpenStore_whenThisProcessOpensItAgain_thenItIsRefusedAndTheFirstGoesOn() {
    try (var store = Store.open(new StoreConfig.Sqlite(file()))) {
      assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(folder.resolve("x/../bridge.db"))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another bridge")
          .hasMessageContaining("process " + ProcessHandle.current().pid());

      store.notes().keep(SampleNotes.note("n1", "title"));
    }
    Store.open(new StoreConfig.Sqlite(file())).close();
  }

  @Test
  void givenALinkToAnOpenStore_whenOpened_thenItIsRefused() throws IOException {
    try (var _ = Store.open(new StoreConfig.Sqlite(file()))) {
      var link = Files.createSymbolicLink(folder.resolve("link.db"), file());

      assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(link)))
          .hasMessageContaining("in use");
    }
  }

  @Test
  void givenAProcessThatHoldsTheStore_whenItIsKilled_thenNothingIsLostAndTheNextOpens()
      throws IOException {
    int stored;
    try (var other = OtherProcess.writingTo(file())) {
      stored = other.stored(50);
      assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(file())))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + other.pid());
      // The refused try must not have loosened the other's hold.
      assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(file())))
          .hasMessageContaining("in use");
    }

    assertThat(folder.resolve("bridge.db.lock")).exists();
    try (var store = Store.open(new StoreConfig.Sqlite(file()))) {
      var claims = store.outbox().claimDue(Instant.now(), 1, 100_000, Duration.ofMinutes(1));
      assertThat(claims.getFirst().deliveries()).hasSizeGreaterThanOrEqualTo(stored);
      assertThat(claims.getFirst().deliveries()).extracting(Delivery::id).isSorted();
      assertThat(store.transcript().newest(OtherProcess.CHANNEL, 0, 100_000))
          .hasSizeGreaterThanOrEqualTo(stored);
      assertThat(store.notes().note(SampleNotes.ref("n" + stored).id())).isPresent();
    }
  }

  @Test
  void givenAStoreOfANewerVersion_whenOpened_thenItIsRefused() throws SQLException {
    Store.open(new StoreConfig.Sqlite(file())).close();
    sql(
        """
        insert into flyway_schema_history (installed_rank, version, description, type, script,
            checksum, installed_by, execution_time, success)
        values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)
        """);

    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(file())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version of the bridge (schema 99)");
  }

  @Test
  void givenAStoreOfAnotherBuild_whenOpened_thenItIsRefused() throws SQLException {
    Store.open(new StoreConfig.Sqlite(file())).close();
    sql("update flyway_schema_history set checksum = 1 where version = '1'");

    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(file())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another build of the bridge");
  }

  @Test
  void givenADatabaseOfAnotherProgram_whenOpened_thenItIsRefusedAndLeftAlone() throws SQLException {
    sql("create table recipes (id integer)");

    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(file())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("database of another program");
    sql("insert into recipes (id) values (1)");
  }

  @Test
  void givenAFileThatIsNoDatabase_whenOpened_thenItIsRefusedAndLeftAlone() throws IOException {
    var text = "This is a letter, not a database. ".repeat(500);
    Files.writeString(file(), text);

    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(file())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not a SQLite database")
        .hasMessageContaining(file().toRealPath().toString());
    assertThat(file()).hasContent(text);
  }

  @Test
  void givenAStoreCutShort_whenUsed_thenTheDamageIsTold() throws IOException {
    try (var store = Store.open(new StoreConfig.Sqlite(file()))) {
      store.notes().keep(SampleNotes.note("n1", "x".repeat(200_000)));
    }
    var bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(
            () -> {
              try (var store = Store.open(new StoreConfig.Sqlite(file()))) {
                store.notes().note(SampleNotes.ref("n1").id());
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void givenARefusedStore_whenItsCauseIsGone_thenItOpens() throws IOException {
    Files.writeString(file(), "no database".repeat(100));
    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(file())))
        .isInstanceOf(StoreException.class);

    Files.delete(file());

    Store.open(new StoreConfig.Sqlite(file())).close();
  }

  @Test
  void givenAFileWhereAFolderShouldBe_whenOpened_thenItSaysSo() throws IOException {
    Files.writeString(folder.resolve("data"), "");

    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(folder.resolve("data/bridge.db"))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("folder of the store")
        .hasMessageContaining("cannot be made");
  }

  @Test
  void givenAFolderInsteadOfAFile_whenOpened_thenItSaysSo() {
    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(folder)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void givenAFolderThatTakesNoFiles_whenOpened_thenItSaysSo() {
    var unwritable = Path.of("/proc/self/bridge.db");
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self")), "needs Linux's /proc, which takes no new files");

    assertThatThrownBy(() -> Store.open(new StoreConfig.Sqlite(unwritable)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void givenAClosedStore_whenUsedOrClosedAgain_thenItSaysSo() {
    var store = Store.open(new StoreConfig.Sqlite(file()));
    var notes = store.notes();
    store.close();
    store.close();

    assertThatThrownBy(() -> notes.keep(SampleNotes.note("n1", "title")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> notes.note(SampleNotes.ref("n1").id()))
        .hasMessageContaining("is closed");
  }

  private void sql(String statement) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
