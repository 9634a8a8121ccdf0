package org.littleredbridge.store;

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

/// Every store port of the core on one database. The ports are thread-safe and throw
/// [StoreException] when the database fails.
///
/// What a method stored survives the end of the process. On SQLite the last moments before a power
/// cut may be lost, but the file stays whole. Source:
/// https://www.sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode.
public final class Store implements AutoCloseable {
  private final Database database;
  private final SqlSettings settings;
  private final SqlNotes notes;
  private final SqlOutbox outbox;
  private final SqlReplyLedger replies;

  private Store(Database database) {
    this.database = database;
    var deliveries = new Deliveries();
    settings = new SqlSettings(database);
    notes = new SqlNotes(database);
    outbox = new SqlOutbox(database, notes, deliveries);
    replies = new SqlReplyLedger(database, deliveries);
  }

  /// Opens a database, brings its tables up to date and clears what has long ended.
  ///
  /// @throws StoreException when the database cannot be used, or another bridge has it for itself
  public static Store open(StoreConfig config) {
    return open(config, Clock.systemUTC());
  }

  static Store open(StoreConfig config, Clock clock) {
    var database =
        switch (config) {
          case StoreConfig.Sqlite(var file) -> SqliteDatabase.open(file);
        };
    try {
      new Cleaning(database).before(clock.instant());
      return new Store(database);
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  /// Ends all claims of feeds, lanes, replies and looks: each is due again when it was, and what
  /// was told to wait goes on waiting. To be called once, before anything is claimed: whoever held
  /// a claim then is dead, since only one process at a time can open the store.
  public void releaseClaims() {
    database.run(handle -> {
      handle.execute("update feeds set held_until = 0 where held_until > 0");
      handle.execute("update lanes set held_until = 0 where held_until > 0");
      handle.execute("update replies set held_until = 0 where held_until > 0");
    });
  }

  public Notes notes() {
    return notes;
  }

  public Inbox inbox() {
    return new SqlInbox(database);
  }

  public Transcript transcript() {
    return new SqlTranscript(database);
  }

  public Subscriptions subscriptions() {
    return new SqlSubscriptions(database);
  }

  public Settings settings() {
    return settings;
  }

  public Channels channels() {
    return new SqlChannels(database);
  }

  public Communities communities() {
    return new SqlCommunities(database);
  }

  public FileIds fileIds() {
    return new SqlFileIds(database);
  }

  public FeedStates feedStates() {
    return new SqlFeedStates(database);
  }

  public Outbox outbox() {
    return outbox;
  }

  public MessageMap messageMap() {
    return new SqlMessageMap(database);
  }

  public ReplyLedger replies() {
    return replies;
  }

  public AccountLedger accounts() {
    return new SqlAccountLedger(database);
  }

  public TranslationMemory translations() {
    return new SqlTranslationMemory(database);
  }

  /// For tests of what one engine does.
  Database database() {
    return database;
  }

  /// Waits for transactions that are running, then gives the database back. May be called again.
  @Override
  public void close() {
    database.close();
  }
}
