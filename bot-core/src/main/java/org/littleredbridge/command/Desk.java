package org.littleredbridge.command;

import java.time.Clock;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.poll.FeedStates;
import org.littleredbridge.wording.Wording;

/// What commands work with.
///
/// @param wake called when there is something to deliver
/// @param wakePoller called when a feed may have become due
public record Desk(
    GuardedPlatform guard,
    PlatformLinks links,
    Notes notes,
    Subscriptions subscriptions,
    Settings settings,
    FeedStates feeds,
    Outbox outbox,
    ChannelLanguage languages,
    Wording wording,
    Runnable wake,
    Runnable wakePoller,
    Clock clock) {
  NotePlatform platform() {
    return guard;
  }
}
