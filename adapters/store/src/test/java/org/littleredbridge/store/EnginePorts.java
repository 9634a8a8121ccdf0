package org.littleredbridge.store;

import java.nio.file.Path;
import java.time.Duration;
import org.littleredbridge.SettableClock;
import org.littleredbridge.StorePorts;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.Transcript;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.health.AccountLedger;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.media.FileIds;
import org.littleredbridge.note.Notes;
import org.littleredbridge.poll.FeedStates;
import org.littleredbridge.poll.NoteLooks;
import org.littleredbridge.relay.ReplyLedger;
import org.littleredbridge.translate.CommunityGlossary;
import org.littleredbridge.translate.Spending;
import org.littleredbridge.translate.TranslationMemory;

/// The contract suites' view of a store.
///
/// Its clock stands where the suites' time stands: what they keep must not count as long ended.
record EnginePorts(StoreConfig config, Store store) implements StorePorts {
  private static final SettableClock CLOCK = SettableClock.at("2026-03-01T12:00:00Z");

  static EnginePorts sqlite(Path folder) {
    return open(new StoreConfig.Sqlite(folder.resolve("bridge.db")));
  }

  static EnginePorts postgres() {
    return open(PostgresServer.wipedStore());
  }

  static EnginePorts open(StoreConfig config) {
    return new EnginePorts(config, Store.open(config, CLOCK));
  }

  @Override
  public Notes notes() {
    return store.notes();
  }

  @Override
  public Inbox inbox() {
    return store.inbox();
  }

  @Override
  public Transcript transcript() {
    return store.transcript();
  }

  @Override
  public Subscriptions subscriptions() {
    return store.subscriptions();
  }

  @Override
  public Settings settings() {
    return store.settings();
  }

  @Override
  public Channels channels() {
    return store.channels();
  }

  @Override
  public Communities communities() {
    return store.communities();
  }

  @Override
  public FileIds fileIds() {
    return store.fileIds();
  }

  @Override
  public FeedStates feedStates() {
    return store.feedStates();
  }

  @Override
  public NoteLooks looks() {
    return store.looks();
  }

  @Override
  public Outbox outbox() {
    return store.outbox();
  }

  @Override
  public MessageMap messageMap() {
    return store.messageMap();
  }

  @Override
  public ReplyLedger replies() {
    return store.replies();
  }

  @Override
  public AccountLedger accounts() {
    return store.accounts();
  }

  @Override
  public TranslationMemory translations() {
    return store.translations();
  }

  @Override
  public Spending spending() {
    return store.spending();
  }

  @Override
  public CommunityGlossary glossary() {
    return store.glossary();
  }

  @Override
  public Leases leases(Duration length) {
    return store.leases(length);
  }

  @Override
  public StorePorts reopened() {
    store.close();
    return open(config);
  }

  @Override
  public void close() {
    store.close();
    if (config instanceof StoreConfig.Postgres postgres) {
      PostgresServer.giveBack(postgres);
    }
  }
}
