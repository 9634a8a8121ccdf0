package org.littleredbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How bridges on one database wake each other: PostgreSQL tells a notification to all who listen,
/// once its transaction is committed. None comes while the connection is lost; the stages' own
/// timers are behind it. Source: https://www.postgresql.org/docs/current/sql-notify.html
final class PostgresBell implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresBell.class);
  private static final String CHANNEL = "little_red_bridge";
  private static final Duration LOOK_AFTER_CONNECTION = Duration.ofSeconds(20);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

  private final DataSource source;
  private final String self;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Connection listening;

  /// @param self tells this bridge's own rings from those of others
  PostgresBell(DataSource source, String self) {
    this.source = source;
    this.self = self;
  }

  /// Rings when the transaction is committed; many rings for one thing in a transaction are one.
  void ring(Handle handle, Wake wake) {
    handle
        .createUpdate("select pg_notify(:channel, :wake)")
        .bind("channel", CHANNEL)
        .bind("wake", wake.name() + " " + self)
        .execute();
  }

  void listen(Consumer<Wake> woken) {
    Thread.ofVirtual().name("store-bell").start(() -> run(woken));
  }

  private void run(Consumer<Wake> woken) {
    var lost = false;
    while (!isClosed(Duration.ZERO)) {
      try (var connection = source.getConnection()) {
        listening = connection;
        if (lost) {
          log.atInfo().log("store wakes us again");
          lost = false;
        }
        hear(connection, woken);
      } catch (SQLException e) {
        if (!lost && !isClosed(Duration.ZERO)) {
          log.atWarn()
              .addKeyValue("code", e.getSQLState())
              .log("The store does not wake us any more. Polling goes on; trying again.");
        }
        lost = true;
        isClosed(BEFORE_NEXT_TRY);
      }
    }
  }

  private void hear(Connection connection, Consumer<Wake> woken) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + CHANNEL);
      // For all that was missed.
      for (var wake : Wake.values()) {
        woken.accept(wake);
      }
      var postgres = connection.unwrap(PGConnection.class);
      while (!isClosed(Duration.ZERO)) {
        var rings = postgres.getNotifications((int) LOOK_AFTER_CONNECTION.toMillis());
        for (var ring : rings) {
          tell(ring.getParameter(), woken);
        }
        if (rings.length == 0) {
          // A connection that died without a word is only noticed by using it.
          statement.execute("select 1");
        }
      }
    }
  }

  private void tell(String ring, Consumer<Wake> woken) {
    var words = ring.split(" ");
    if (words.length == 2 && words[1].equals(self)) {
      return;
    }
    for (var wake : Wake.values()) {
      // Another version may ring for what this one does not know.
      if (wake.name().equals(words[0])) {
        woken.accept(wake);
      }
    }
  }

  private boolean isClosed(Duration within) {
    try {
      return closed.await(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    var connection = listening;
    if (connection != null) {
      try {
        // Does not wait for the one who listens, as closing does.
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        log.atDebug().addKeyValue("code", e.getSQLState()).log("bell was closed already");
      }
    }
  }
}
