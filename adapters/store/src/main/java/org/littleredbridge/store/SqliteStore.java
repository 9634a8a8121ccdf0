package org.littleredbridge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.Transcript;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.health.AccountLedger;
import org.littleredbridge.media.FileIds;
import org.littleredbridge.note.Notes;
import org.littleredbridge.poll.FeedStates;
import org.littleredbridge.relay.ReplyLedger;
import org.littleredbridge.translate.TranslationMemory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// Every store port of the core on one SQLite file, for one bridge at a time. The ports are
/// thread-safe and throw [StoreException] when the database fails.
///
/// What a method stored survives the end of the process; the last moments before a power cut may be
/// lost, but the file stays whole. Source: https://www.sqlite.org/pragma.html#pragma_synchronous,
/// NORMAL in WAL mode.
public final class SqliteStore implements AutoCloseable {
  private static final int BUSY_MILLIS = 5_000;

  private final StoreLock lock;
  private final Connections connections;
  private final SqlSettings settings;
  private final SqlNotes notes;
  private final SqlOutbox outbox;
  private final SqlReplyLedger replies;

  private SqliteStore(StoreLock lock, Connections connections) {
    this.lock = lock;
    this.connections = connections;
    var deliveries = new Deliveries();
    settings = new SqlSettings(connections);
    notes = new SqlNotes(connections);
    outbox = new SqlOutbox(connections, notes, deliveries);
    replies = new SqlReplyLedger(connections, deliveries);
  }

  /// Opens a database file; makes it, with its folders, when it is not there. Brings its tables up
  /// to date and clears what has long ended.
  ///
  /// @throws StoreException when the file cannot be used, or another bridge uses it
  public static SqliteStore open(Path file) {
    return open(file, Clock.systemUTC());
  }

  static SqliteStore open(Path file, Clock clock) {
    var real = realPath(file);
    var lock = StoreLock.take(real);
    try {
      var database = database(real);
      Schema.migrate(real, database);
      var connections = cleaned(new Connections(real, database), clock);
      return new SqliteStore(lock, connections);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static Connections cleaned(Connections connections, Clock clock) {
    try {
      new Cleaning(connections).before(clock.instant());
      return connections;
    } catch (RuntimeException | Error e) {
      connections.close();
      throw e;
    }
  }

  /// One name for one file, whichever way leads to it: the lock goes by it.
  private static Path realPath(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new StoreException(
            "The store %s is a folder. Name a file in data.url.".formatted(file));
      }
      if (Files.exists(file)) {
        return file.toRealPath();
      }
      var folder = file.toAbsolutePath().normalize().getParent();
      if (folder == null) {
        throw new StoreException("The store %s has no folder.".formatted(file));
      }
      return Files.createDirectories(folder).toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw new StoreException(
          "The folder of the store %s cannot be made or read (%s). Make it, or give the bridge's user the right to."
              .formatted(file, e),
          e);
    }
  }

  private static SQLiteDataSource database(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    var database = new SQLiteDataSource(config);
    // As an address, since the driver reads a bare name's '?' as the start of settings.
    database.setUrl("jdbc:sqlite:" + file.toUri());
    return database;
  }

  /// Ends all claims of feeds, lanes, replies and looks: each is due again when it was, and what
  /// was told to wait goes on waiting. To be called once, before anything is claimed: whoever held
  /// a claim then is dead, since only one process at a time can open the store.
  public void releaseClaims() {
    connections.run(handle -> {
      handle.execute("update feeds set held_until = 0 where held_until > 0");
      handle.execute("update lanes set held_until = 0 where held_until > 0");
      handle.execute("update replies set held_until = 0 where held_until > 0");
    });
  }

  public Notes notes() {
    return notes;
  }

  public Inbox inbox() {
    return new SqlInbox(connections);
  }

  public Transcript transcript() {
    return new SqlTranscript(connections);
  }

  public Subscriptions subscriptions() {
    return new SqlSubscriptions(connections);
  }

  public Settings settings() {
    return settings;
  }

  public Channels channels() {
    return new SqlChannels(connections);
  }

  public Communities communities() {
    return new SqlCommunities(connections);
  }

  public FileIds fileIds() {
    return new SqlFileIds(connections);
  }

  public FeedStates feedStates() {
    return new SqlFeedStates(connections);
  }

  public Outbox outbox() {
    return outbox;
  }

  public MessageMap messageMap() {
    return new SqlMessageMap(connections);
  }

  public ReplyLedger replies() {
    return replies;
  }

  public AccountLedger accounts() {
    return new SqlAccountLedger(connections);
  }

  public TranslationMemory translations() {
    return new SqlTranslationMemory(connections);
  }

  /// For tests of what only SQLite does.
  Connections connections() {
    return connections;
  }

  /// Waits for transactions that are running, then gives the file back. May be called again.
  @Override
  public void close() {
    try {
      connections.close();
    } finally {
      lock.close();
    }
  }
}
