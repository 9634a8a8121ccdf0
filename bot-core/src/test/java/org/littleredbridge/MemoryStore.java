package org.littleredbridge;

import java.time.Duration;
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

/// A whole store in memory, for tests of the stages. One lock guards everything, which makes every
/// method of every port one transaction. It passes the same suites as the real stores.
public final class MemoryStore implements StorePorts {
  private final Object lock = new Object();
  private final MemoryNotes notes = new MemoryNotes(lock);
  private final MemoryFeeds feeds = new MemoryFeeds(lock);
  private final MemoryMessageMap messageMap = new MemoryMessageMap(lock);
  private final MemoryLanes lanes = new MemoryLanes();
  private final MemoryLeases leases = new MemoryLeases(lock, Duration.ofSeconds(3));
  private final MemoryLooks looks = new MemoryLooks(lock);
  private final MemoryOutbox outbox =
      new MemoryOutbox(lock, notes, feeds, messageMap, lanes, leases, looks);
  private final MemoryReplies replies = new MemoryReplies(lock, outbox);
  private final MemoryInbox inbox = new MemoryInbox(lock);
  private final MemoryTranscript transcript = new MemoryTranscript(lock);
  private final MemorySettings settings = new MemorySettings(lock);
  private final MemoryGlossary glossary = new MemoryGlossary(lock);
  private final MemoryChannels channels =
      new MemoryChannels(lock, lanes, feeds, settings, outbox, glossary);
  private final MemoryCommunities communities = new MemoryCommunities(lock);
  private final MemoryFileIds fileIds = new MemoryFileIds(lock);
  private final MemoryAccounts accounts = new MemoryAccounts(lock);
  private final MemoryTranslations translations = new MemoryTranslations(lock);
  private final MemorySpending spending = new MemorySpending(lock);

  @Override
  public Notes notes() {
    return notes;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public Transcript transcript() {
    return transcript;
  }

  @Override
  public Subscriptions subscriptions() {
    return feeds;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Channels channels() {
    return channels;
  }

  @Override
  public Communities communities() {
    return communities;
  }

  @Override
  public FileIds fileIds() {
    return fileIds;
  }

  @Override
  public FeedStates feedStates() {
    return feeds;
  }

  @Override
  public NoteLooks looks() {
    return looks;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public MessageMap messageMap() {
    return messageMap;
  }

  @Override
  public ReplyLedger replies() {
    return replies;
  }

  @Override
  public AccountLedger accounts() {
    return accounts;
  }

  @Override
  public TranslationMemory translations() {
    return translations;
  }

  @Override
  public Spending spending() {
    return spending;
  }

  @Override
  public CommunityGlossary glossary() {
    return glossary;
  }

  /// Of the usual length.
  public Leases leases() {
    return leases;
  }

  @Override
  public Leases leases(Duration length) {
    return new MemoryLeases(lock, length);
  }

  @Override
  public StorePorts reopened() {
    return this;
  }
}
