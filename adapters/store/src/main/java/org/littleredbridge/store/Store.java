package org.littleredbridge.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.Transcript;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.health.AccountLedger;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.media.FileIds;
import org.littleredbridge.note.Notes;
import org.littleredbridge.poll.FeedStates;
import org.littleredbridge.poll.NoteLooks;
import org.littleredbridge.relay.ReplyLedger;
import org.littleredbridge.translate.CommunityGlossary;
import org.littleredbridge.translate.Spending;
import org.littleredbridge.translate.TranslationMemory;

/// Every store port of the core on one database. The ports are thread-safe and throw
/// [StoreException] when the database fails.
///
/// What a method stored survives the end of the process. On SQLite the last moments before a power
/// cut may be lost, but the file stays whole. Source:
/// https://www.sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode.
public final class Store implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration FOR_GOOD = Duration.ofDays(36_500);

  private final Database database;
  private final Deliveries deliveries;
  private final Cleaning cleaning;
  private final SqlSettings settings;
  private final SqlNotes notes;
  private final SqlOutbox outbox;
  private final SqlReplyLedger replies;

  private Store(Database database, Cleaning cleaning) {
    this.database = database;
    this.cleaning = cleaning;
    deliveries = new Deliveries(database);
    settings = new SqlSettings(database);
    notes = new SqlNotes(database);
    outbox = new SqlOutbox(database, notes, deliveries);
    replies = new SqlReplyLedger(database, deliveries, UnderLease.none(database));
  }

  /// Opens a database and brings its tables up to date. From then on, what has long ended is
  /// cleared away now and then.
  ///
  /// @throws StoreException when the database cannot be used, or another bridge has it for itself
  public static Store open(StoreConfig config) {
    var store = open(config, Clock.systemUTC());
    store.cleaning.start();
    return store;
  }

  /// Without the cleaning.
  static Store open(StoreConfig config, Clock clock) {
    Database database =
        switch (config) {
          case StoreConfig.Sqlite sqlite -> SqliteDatabase.open(sqlite.file());
          case StoreConfig.Postgres postgres -> PostgresDatabase.open(postgres);
        };
    return new Store(database, new Cleaning(database, config.keep(), clock));
  }

  /// Ends all claims of feeds, lanes, replies and looks: each is due again when it was, and what
  /// was told to wait goes on waiting. To be called once, before anything is claimed: whoever held
  /// a claim then is dead, when only one process at a time can open the store. On a store that
  /// others share it does nothing: claims of the dead run out.
  public void releaseClaims() {
    if (database.isShared()) {
      return;
    }
    database.run(handle -> {
      handle.execute("update feeds set held_until = 0 where held_until > 0");
      handle.execute("update lanes set held_until = 0 where held_until > 0");
      handle.execute("update replies set held_until = 0 where held_until > 0");
      handle.execute("update leases set node = null, ends_at = 0");
      handle.execute("delete from nodes");
    });
  }

  /// When the clock shows an earlier time than when the store was last used, moves everything that
  /// waits for a moment back with it. To be called once, like [#releaseClaims]; on a store that
  /// others share it does nothing, since theirs is the time that counts there.
  public void settleClock(Instant now) {
    if (!database.isShared()) {
      database.run(handle -> TurnedBack.settle(handle, now));
    }
  }

  /// From now on calls `woken` when another bridge has stored work, on a thread of its own; it must
  /// return at once. Some calls may be lost or say nothing new, so every stage also looks by
  /// itself. Never called on a store that only one bridge can open.
  public void listen(Consumer<Wake> woken) {
    database.listen(woken);
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
    return new SqlFeedStates(database, UnderLease.none(database));
  }

  /// As [#feedStates()]: feeds are handed out only while a lease is held.
  ///
  /// @param gateway the lease that this process believes in, if any
  public FeedStates feedStates(Supplier<Optional<Lease>> gateway) {
    return new SqlFeedStates(database, UnderLease.of(database, gateway));
  }

  public NoteLooks looks() {
    return new SqlNoteLooks(database, UnderLease.none(database));
  }

  /// As [#looks()]: looks are handed out, and counted, only while a lease is held.
  ///
  /// @param gateway the lease that this process believes in, if any
  public NoteLooks looks(Supplier<Optional<Lease>> gateway) {
    return new SqlNoteLooks(database, UnderLease.of(database, gateway));
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

  /// As [#replies()]: replies are handed out, and their states changed, only while a lease is held.
  /// [ReplyLedger#posting] throws [LeaseLostException] when it is not, so that no request leaves.
  ///
  /// @param gateway the lease that this process believes in, if any
  public ReplyLedger replies(Supplier<Optional<Lease>> gateway) {
    return new SqlReplyLedger(database, deliveries, UnderLease.of(database, gateway));
  }

  /// Who does what, among the nodes on this store. Where only one process can open it, a lease that
  /// it took is its own until it ends.
  public Leases leases() {
    return leases(database.isShared() ? LEASE : FOR_GOOD);
  }

  /// For tests: with another length.
  Leases leases(Duration length) {
    return new SqlLeases(database, length);
  }

  public AccountLedger accounts() {
    return new SqlAccountLedger(database);
  }

  public TranslationMemory translations() {
    return new SqlTranslationMemory(database);
  }

  public Spending spending() {
    return new SqlSpending(database);
  }

  public CommunityGlossary glossary() {
    return new SqlGlossary(database);
  }

  /// Clears at once what has long ended.
  void clean() {
    cleaning.clean();
  }

  /// For tests of what one engine does.
  Database database() {
    return database;
  }

  /// Waits for transactions that are running, then gives the database back. May be called again.
  @Override
  public void close() {
    cleaning.close();
    database.close();
  }
}
