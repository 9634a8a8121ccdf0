package org.littleredbridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;

/// A database on a PostgreSQL server, which other bridges may work on at the same time. A lost
/// connection is replaced; what was not committed then is done once more, or fails.
final class PostgresDatabase implements Database {
  /// The oldest version of the server that its makers still mend. Source:
  /// https://www.postgresql.org/support/versioning/
  static final int OLDEST = 14;

  private static final int WRITERS = 8;
  private static final int READERS = 4;
  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 20;
  private static final int CLOSE_SECONDS = 10;
  private static final int TRIES = 4;
  private static final int FROZEN_MILLIS = 2_000;

  private final PostgresSentences sentences;
  private final DataSource source;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  // Whoever waits for others does so here, in order and without an end: the pool's own time-out
  // then
  // means that the server does not answer.
  private final Semaphore writersFree = new Semaphore(WRITERS, true);
  private final Semaphore readersFree = new Semaphore(READERS, true);
  private final String self = UUID.randomUUID().toString();
  private final PostgresBell bell;
  private final PostgresLine line;
  private volatile boolean closed;

  private PostgresDatabase(StoreConfig.Postgres config, PostgresSentences sentences) {
    var pooled = source(config, sentences);
    // A server that went away without a word would keep its callers for hours, and this bridge
    // would hold leases under which it can do nothing.
    pooled.setSocketTimeout(ANSWER_SECONDS);
    source = pooled;
    line = new PostgresLine(source(config, sentences), sentences);
    this.sentences = sentences;
    writers = pool("store-writers", WRITERS, false);
    readers = pool("store-readers", READERS, true);
    writing = Database.prepared(Jdbi.create(writers), PostgresDatabase::kept);
    reading = Database.prepared(Jdbi.create(readers), PostgresDatabase::kept);
    var listening = source(config, sentences);
    listening.setSocketTimeout(ANSWER_SECONDS);
    bell = new PostgresBell(listening, self);
  }

  static PostgresDatabase open(StoreConfig.Postgres config) {
    var sentences = new PostgresSentences(PostgresSentences.name(config.url()));
    var source = source(config, sentences);
    look(source, sentences);
    Schema.migrate("postgresql", source, sentences);
    return new PostgresDatabase(config, sentences);
  }

  private static PGSimpleDataSource source(
      StoreConfig.Postgres config, PostgresSentences sentences) {
    var source = new PGSimpleDataSource();
    try {
      source.setUrl(config.url());
    } catch (IllegalArgumentException e) {
      // Without the cause: it repeats the address.
      throw sentences.noAddress();
    }
    if (!config.user().isEmpty()) {
      source.setUser(config.user());
    }
    if (!config.password().isEmpty()) {
      source.setPassword(config.password());
    }
    source.setApplicationName("little-red-bridge");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    // What the server says of a failed statement may repeat the row.
    source.setLogServerErrorDetail(false);
    return source;
  }

  /// Whether it is there, lets us in, and will do.
  private static void look(DataSource source, PostgresSentences sentences) {
    try (var connection = source.getConnection()) {
      refuseOld(connection.getMetaData().getDatabaseMajorVersion(), sentences);
      if (connection.getSchema() == null) {
        throw sentences.noSchema();
      }
    } catch (SQLException e) {
      throw sentences.of(e);
    }
  }

  static void refuseOld(int major, PostgresSentences sentences) {
    if (major < OLDEST) {
      throw sentences.tooOld(major);
    }
  }

  private HikariDataSource pool(String name, int size, boolean readOnly) {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
    config.setInitializationFailTimeout(-1);
    if (!readOnly) {
      // A process that is frozen within a transaction must not hold its rows until it wakes.
      config.setConnectionInitSql("set idle_in_transaction_session_timeout = " + FROZEN_MILLIS);
    }
    if (readOnly) {
      // All that a reader asks comes from one state of the database.
      config.setReadOnly(true);
      config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    }
    return new HikariDataSource(config);
  }

  /// PostgreSQL holds no NUL, and no halves of characters. Source:
  /// https://www.postgresql.org/docs/current/datatype-character.html
  static String kept(String text) {
    var clean = true;
    for (var i = 0; i < text.length() && clean; i++) {
      clean = text.charAt(i) != 0 && !Character.isSurrogate(text.charAt(i));
    }
    if (clean) {
      return text;
    }
    var storable = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  @Override
  public <T> T write(Work<T> work) {
    return transaction(writersFree, writing, work);
  }

  @Override
  public <T> T urgent(Work<T> work) {
    return line.write(work);
  }

  @Override
  public String now() {
    return "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
  }

  @Override
  public <T> T read(Work<T> work) {
    return transaction(readersFree, reading, work);
  }

  private <T> T transaction(Semaphore free, Jdbi jdbi, Work<T> work) {
    free.acquireUninterruptibly();
    try {
      return repeated(jdbi, work);
    } finally {
      free.release();
    }
  }

  private <T> T repeated(Jdbi jdbi, Work<T> work) {
    for (var attempt = 1; ; attempt++) {
      if (closed) {
        throw sentences.closed();
      }
      var committing = new AtomicBoolean();
      try {
        return jdbi.inTransaction(handle -> {
          var answer = work.on(handle);
          committing.set(true);
          return answer;
        });
      } catch (JdbiException e) {
        if (attempt == TRIES || !mayRepeat(e, committing.get())) {
          throw sentences.of(e);
        }
      }
    }
  }

  /// Whether nothing of it is stored and another try may do better.
  private static boolean mayRepeat(JdbiException e, boolean committing) {
    var state = Sentences.sqlFailure(e).map(SQLException::getSQLState).orElse("");
    return switch (state) {
      // Lost against another transaction: a deadlock, or rows that changed meanwhile.
      case "40P01", "40001" -> true;
      // The connection ended. Whether a commit came through then, nobody can say.
      case "57P01", "57P02", "25P03", "08003", "08006", "08P01" -> !committing;
      default -> false;
    };
  }

  @Override
  public String storable(String text) {
    return kept(text);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void ring(Handle handle, Wake wake) {
    bell.ring(handle, wake);
  }

  @Override
  public void listen(Consumer<Wake> woken) {
    bell.listen(woken);
  }

  /// Waits for what is running, but not for ever: the server may have gone away.
  @Override
  public void close() {
    closed = true;
    bell.close();
    line.close();
    try {
      var _ =
          readersFree.tryAcquire(READERS, CLOSE_SECONDS, TimeUnit.SECONDS)
              && writersFree.tryAcquire(WRITERS, CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      readers.close();
      writers.close();
      // Whoever still waits is told that the store is closed.
      readersFree.release(READERS);
      writersFree.release(WRITERS);
    }
  }
}
