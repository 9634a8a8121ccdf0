package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.note.SampleNotes;

/// How a store on PostgreSQL opens, and with which sentence it refuses to.
final class PostgresStoreTest {
  @Test
  void givenAUserWhoMayNotLogIn_whenOpened_thenItSaysWhatToCheckButNotThePassword() {
    PostgresServer.sql("create role shut_out nologin password 'hunter2'");
    var config = new StoreConfig.Postgres(PostgresServer.url("postgres"), "shut_out", "hunter2");

    assertRefused(config, "does not let the bridge in", "data.user and data.password");
  }

  @Test
  void givenNobodyWhoAnswers_whenOpened_thenItSaysThatItCannotBeReached() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/bridge";

    assertRefused(
        new StoreConfig.Postgres(url, "bridge", "hunter2"),
        "127.0.0.1:" + port + "/bridge cannot be reached",
        "host and port in data.url");
  }

  @Test
  void givenADatabaseThatIsNotThere_whenOpened_thenItSaysHowToMakeIt() {
    var config =
        new StoreConfig.Postgres(PostgresServer.url("elsewhere"), PostgresServer.USER, "hunter2");

    assertRefused(config, "no such database", "createdb");
  }

  @Test
  void givenAUserWithoutRights_whenOpened_thenItSaysWhichAreMissing() {
    var config = PostgresServer.emptyStore();
    var schema = PostgresServer.schema(config);
    PostgresServer.sql(
        "create role reader_only login", "grant usage on schema " + schema + " to reader_only");

    assertRefused(
        new StoreConfig.Postgres(config.url(), "reader_only", "hunter2"),
        "does not give the bridge's user the rights",
        "owner of the database");
  }

  @ParameterizedTest
  @ValueSource(strings = {"store_nowhere", "store_hidden"})
  void givenASchemaThatIsNotThereForTheUser_whenOpened_thenItSaysSo(String schema) {
    PostgresServer.sql(
        "create schema if not exists store_hidden",
        "drop role if exists stranger",
        "create role stranger login");
    var config = PostgresServer.in(schema);

    assertRefused(
        new StoreConfig.Postgres(config.url(), "stranger", "hunter2"),
        "no schema to make tables in");
  }

  @Test
  void givenAServerThatIsTooOld_whenLookedAt_thenItSaysWhichIsNeeded() {
    var sentences = new PostgresSentences("127.0.0.1/bridge");

    assertThatThrownBy(() -> PostgresDatabase.refuseOld(13, sentences))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("runs version 13")
        .hasMessageContaining("needs 14 or newer");
    PostgresDatabase.refuseOld(14, sentences);
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, data.password",
    "25006, takes no writes",
    "53100, Free some space",
    "53300, max_connections",
    "57P01, goes on when it is back",
    "57P03, goes on when it is back",
    "08006, cannot be reached",
    "XX000, please report it"
  })
  void givenACodeOfTheServer_whenItIsSaid_thenThePersonKnowsWhatToDo(String code, String words) {
    var failure = new SQLException("first line\n  Detail: what was stored", code);

    var said = new PostgresSentences("127.0.0.1/bridge").of(failure);

    assertThat(said)
        .hasMessageContaining(words)
        .hasMessageContaining("127.0.0.1/bridge")
        .hasMessageNotContaining("what was stored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:99999999/a?password=hunter2",
        "jdbc:postgresql://127.0.0.1:port/a?password=hunter2",
        "hunter2"
      })
  void givenAnAddressThatCannotBeRead_whenOpened_thenItIsRefusedAndNotRepeated(String url) {
    assertRefused(new StoreConfig.Postgres(url, "a", "hunter2"), "data.url");
  }

  @Test
  void givenItsConfiguration_whenPrinted_thenNeitherPasswordNorSettingsShow() {
    var url = "jdbc:postgresql://db.example:5432/bridge?sslpassword=hunter2";

    assertThat(new StoreConfig.Postgres(url, "a", "hunter2").toString())
        .isEqualTo("Postgres[db.example:5432/bridge]");
  }

  @Test
  void givenAStoreOfANewerVersion_whenOpened_thenItIsRefused() {
    var config = opened();
    PostgresServer.sql(
        """
        insert into %s.flyway_schema_history (installed_rank, version, description, type, script,
            checksum, installed_by, execution_time, success)
        values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, true)
        """
            .formatted(PostgresServer.schema(config)));

    assertRefused(config, "newer version of the bridge (schema 99)");
  }

  @Test
  void givenAStoreOfAnotherBuild_whenOpened_thenItIsRefused() {
    var config = opened();
    PostgresServer.sql(
        "update %s.flyway_schema_history set checksum = 1 where version = '1'"
            .formatted(PostgresServer.schema(config)));

    assertRefused(config, "another build of the bridge", "name another database");
  }

  @Test
  void givenADatabaseOfAnotherProgram_whenOpened_thenItIsRefusedAndLeftAlone() {
    var config = PostgresServer.emptyStore();
    var table = PostgresServer.schema(config) + ".recipes";
    PostgresServer.sql("create table " + table + " (id integer)");

    assertRefused(config, "database of another program");
    PostgresServer.sql("insert into " + table + " (id) values (1)");
  }

  @Test
  void givenAClosedStore_whenUsedOrClosedAgain_thenItSaysSo() {
    var store = Store.open(PostgresServer.emptyStore());
    var notes = store.notes();
    store.close();
    store.close();

    assertThatThrownBy(() -> notes.keep(SampleNotes.note("n1", "title")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> notes.note(SampleNotes.ref("n1").id()))
        .hasMessageContaining("is closed");
  }

  private static StoreConfig.Postgres opened() {
    var config = PostgresServer.emptyStore();
    Store.open(config).close();
    return config;
  }

  private static void assertRefused(StoreConfig config, String... words) {
    assertThatThrownBy(() -> Store.open(config).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll(words)
        .satisfies(e -> {
          var print = new StringWriter();
          e.printStackTrace(new PrintWriter(print));
          assertThat(print.toString()).doesNotContain("hunter2");
        });
  }
}
