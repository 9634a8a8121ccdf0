package org.littleredbridge.command;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;

/// In which channels links are answered that people paste: where somebody who manages the channel
/// has said so; else where something is followed, and in the browser. A thread or topic does as its
/// channel.
record LinkPlaces(Settings settings, Subscriptions subscriptions) {
  private static final String LINKS = "links";
  private static final String BROWSER = "web";

  boolean answers(ChannelId channel) {
    return chosen(channel)
        .orElseGet(() ->
            channel.messenger().equals(BROWSER) || follows(channel) || follows(channel.whole()));
  }

  /// What was said for the channel, or for that which it is a thread of.
  Optional<Boolean> chosen(ChannelId channel) {
    return settings
        .get(channel, LINKS)
        .or(() -> channel.thread().flatMap(_ -> settings.get(channel.whole(), LINKS)))
        .map("on"::equals);
  }

  void choose(ChannelId channel, boolean on, String by, Instant now) {
    settings.set(channel, LINKS, on ? "on" : "off", by, now);
  }

  private boolean follows(ChannelId channel) {
    return !subscriptions.of(channel).isEmpty();
  }
}
