package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.postgresql.ds.PGSimpleDataSource;

/// That a store of an earlier version opens with all that is in it, on every engine.
final class MigrationTest {
  private static final Feed TRENDING = new Feed.TrendingFeed();

  private static final List<String> ROWS =
      List.of(
          """
          insert into messages (channel, message, delivery, part, also, note, sent_at)
          values ('web:lobby', 'm1', 1, 0, 0, 'n1', 1)
          """,
          """
          insert into deliveries (id, channel, place, cargo, note, accepted_at)
          values (1, 'web:lobby', 1, 'note', 'n1', 1)
          """,
          "insert into feeds (feed, due_at) values ('trending', 1)",
          """
          insert into subscriptions (channel, feed, since, backlog, primed)
          values ('web:lobby', 'trending', 1, 0, true)
          """,
          """
          insert into verdicts (channel, note, verdict, detail, decided_at)
          values ('web:lobby', 'n1', 'send', '', 1)
          """);

  @TempDir Path folder = Path.of("");

  @Test
  void givenASqliteStoreOfTheFirstVersion_whenOpened_thenItIsBroughtUpToDateWithItsRows() {
    var file = folder.resolve("bridge.db");

    check("sqlite", SqliteFile.source(file), new StoreConfig.Sqlite(file));
  }

  @Test
  void givenAPostgresStoreOfTheFirstVersion_whenOpened_thenItIsBroughtUpToDateWithItsRows() {
    var config = PostgresServer.emptyStore();
    var source = new PGSimpleDataSource();
    source.setUrl(config.url());
    source.setUser(config.user());

    check("postgresql", source, config);
  }

  private static void check(String engine, DataSource source, StoreConfig config) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:org/littleredbridge/store/" + engine)
        .target("1")
        .loggers("slf4j")
        .load()
        .migrate();
    Jdbi.create(source).useHandle(handle -> ROWS.forEach(handle::execute));

    try (var store = Store.open(config, Clock.systemUTC())) {
      var message = new MessageRef(ChannelId.of("web", "lobby"), "m1");
      assertThat(store.messageMap().find(message)).isPresent();
      assertThat(store.outbox().waiting()).isEqualTo(1);
      assertThat(store.outbox().copies(message.channel(), new NoteId("n1"))).hasSize(1);
      var lobby = message.channel();
      assertThat(store.subscriptions().of(lobby))
          .singleElement()
          .satisfies(one -> assertThat(one.filter()).isEqualTo(Filter.NONE));
      assertThat(store.outbox().sentSince(lobby, TRENDING, Instant.EPOCH)).isZero();
      assertThat(store.outbox().fate(lobby, new NoteId("n1"))).isPresent();
      String version =
          store
              .database()
              .read(handle ->
                  handle
                      .createQuery("select max(version) from flyway_schema_history")
                      .mapTo(String.class)
                      .one());
      assertThat(version).isEqualTo("7");
    }
  }
}
