package org.littleredbridge.command;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.deliver.Paused;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.CommunityPlaces;
import org.littleredbridge.follow.MovingChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which channels are open to us, as far as events tell.
final class Passage {
  private static final Logger log = LoggerFactory.getLogger(Passage.class);

  private final Channels channels;
  private final CommunityPlaces places;
  private final ChannelNotices notices;
  private final Runnable wake;
  private final Clock clock;

  Passage(Desk desk) {
    this.channels =
        new MovingChannels(
            desk.kept().channels(), desk.kept().communities(), desk.kept().settings());
    this.places = desk.kept().places();
    this.notices =
        new ChannelNotices(
            desk.kept().subscriptions(), desk.people().notices(), desk.wording(), desk.clock());
    this.wake = desk.wake();
    this.clock = desk.clock();
  }

  /// Somebody speaks to us there, so it is worth another try.
  ///
  /// @return how it was closed to us
  Optional<Channels.Pause> speaks(ChannelId channel) {
    var pause = channels.paused(channel);
    if (pause.isPresent()) {
      resume(channel, clock.instant());
    }
    return pause;
  }

  void joined(Event.Joined event) {
    var now = clock.instant();
    resume(event.channel(), now);
    // One more try is cheap, and the service does not say which of them it means.
    places.channels(event.community()).forEach(channel -> resume(channel, now));
  }

  void left(Event.Left event) {
    var now = clock.instant();
    var closed = new Closed(Cause.REMOVED, "");
    for (var channel : meant(event.community(), event.channel())) {
      if (channels.pause(channel, closed, now)) {
        log.atWarn().addKeyValue("channel", channel).log("channel paused: the bot was removed");
      }
      // Also when it is paused already: a crash may have come between. It is told once.
      notices.accept(new Paused(channel, closed.cause(), closed.detail()));
    }
  }

  void moved(Event.Moved event) {
    var from = event.channel();
    var to = event.to();
    channels.move(from, to, clock.instant());
    log.atInfo().addKeyValue("from", from).addKeyValue("to", to).log("channel moved");
    wake.run();
  }

  /// The channel, and every one of the community when the channel stands for the whole of it.
  private SequencedSet<ChannelId> meant(Community community, ChannelId channel) {
    var all = new LinkedHashSet<ChannelId>();
    all.add(channel);
    if (channel.chat().equals(community.id()) && channel.thread().isEmpty()) {
      all.addAll(places.channels(community));
    }
    return all;
  }

  private void resume(ChannelId channel, Instant now) {
    if (channels.resume(channel, now)) {
      log.atInfo().addKeyValue("channel", channel).log("channel resumed");
      wake.run();
    }
  }
}
