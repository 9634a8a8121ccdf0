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

/// All ports of one store, which share what they keep: what the outbox accepts, the notes show.
public interface StorePorts {
  Notes notes();

  Inbox inbox();

  Transcript transcript();

  Subscriptions subscriptions();

  Settings settings();

  Channels channels();

  Communities communities();

  FileIds fileIds();

  FeedStates feedStates();

  NoteLooks looks();

  Outbox outbox();

  MessageMap messageMap();

  ReplyLedger replies();

  AccountLedger accounts();

  TranslationMemory translations();

  Spending spending();

  CommunityGlossary glossary();

  /// Leases that last so long; all of one store know the same ones.
  Leases leases(Duration length);

  /// Closes this store and opens it again on the same data, as after a restart. This object is of
  /// no use afterwards. A store that keeps nothing beyond its process answers itself.
  StorePorts reopened();

  /// Ends this store; called after every test.
  default void close() {}
}
