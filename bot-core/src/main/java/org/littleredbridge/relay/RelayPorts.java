package org.littleredbridge.relay;

import java.time.Clock;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// What the relay asks and tells.
///
/// @param wake called when there is something to deliver
public record RelayPorts(
    NotePlatform platform,
    Notes notes,
    MessageMap messages,
    ReplyLedger ledger,
    Outbox outbox,
    TranslationChain translations,
    Wording wording,
    ChannelLanguage languages,
    Tally tally,
    Clock clock,
    Runnable wake) {
  ReplyWords words() {
    return new ReplyWords(wording, languages);
  }
}
