package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.deliver.Outbox.Routed;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.SampleNotes;

/// That the outbox stays quick however much waits in it: by SQLite's own plans, not by the clock.
final class OutboxPlansTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir Path folder = Path.of("");

  @Test
  void givenAHundredThousandWaiting_whenLanesAreServed_thenEveryStatementUsesAnIndex() {
    try (var store =
        Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), Clock.systemUTC())) {
      var outbox = store.outbox();
      fill(store, 1_000, 100);
      assertThat(outbox.waiting()).isEqualTo(100_000);
      var statements = recorded(store);

      var claims = outbox.claimDue(NOON, 64, 10, LEASE);
      var first = claims.getFirst().deliveries().getFirst();
      outbox.partSent(first, 0, new Sent(new MessageRef(first.channel(), "m1")), NOON);
      outbox.delivered(first, NOON);
      outbox.retry(claims.get(1).deliveries().getFirst(), NOON.plusSeconds(9), "time-out");
      outbox.postpone(claims.get(2).deliveries().getFirst(), NOON.plusSeconds(9));
      outbox.abandon(claims.get(3).deliveries().getFirst(), "refused", NOON);
      outbox.catchUp(claims.get(4), 2, NOON.plus(Outbox.IN_TIME));
      claims.forEach(claim -> outbox.release(claim.channel()));

      assertThat(claims).hasSize(64);
      assertThat(claims).allSatisfy(claim -> assertThat(claim.deliveries()).hasSize(10));
      assertThat(statements).hasSizeGreaterThan(8);
      for (var sql : statements) {
        assertThat(plan(store, sql))
            .as(sql)
            // A scan of the ten rows that a claim has just picked is all right.
            .filteredOn(step -> step.startsWith("SCAN") && !step.equals("SCAN d"))
            .allMatch(step -> step.contains("USING INDEX lanes_due"));
      }
    }
  }

  private static void fill(Store store, int notes, int channels) {
    var routed = new ArrayList<Routed>();
    for (var n = 0; n < notes; n++) {
      var verdicts = new HashMap<ChannelId, Verdict>();
      for (var c = 0; c < channels; c++) {
        verdicts.put(ChannelId.of("web", "room-" + c), new Verdict.Send());
      }
      routed.add(new Routed(SampleNotes.note("n" + n, "title"), verdicts));
    }
    store.outbox().accept(new Feed.TrendingFeed(), routed, NOON);
  }

  /// The different statements that the writer runs from now on.
  private static List<String> recorded(Store store) {
    var statements = new ArrayList<String>();
    var logger =
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            var sql = context.getRenderedSql();
            if (sql.strip().matches("(?s)(select|update|insert|delete).*")
                && !statements.contains(sql)) {
              statements.add(sql);
            }
          }
        };
    store.database().run(handle -> handle.getConfig(SqlStatements.class).setSqlLogger(logger));
    return statements;
  }

  private static List<String> plan(Store store, String sql) {
    return store
        .database()
        .read(handle -> {
          var query = handle.createQuery("explain query plan " + sql);
          Arrays.stream(sql.split("[^:\\w]+"))
              .filter(word -> word.startsWith(":"))
              .distinct()
              .forEach(word -> query.bind(word.substring(1), Optional.empty()));
          return query.map((row, _) -> row.getString("detail")).list();
        });
  }
}
