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
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.CommunityPlaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which channels are open to us, as far as events tell.
final class Passage {
  private static final Logger log = LoggerFactory.getLogger(Passage.class);

  private final Channels channels;
  private final Communities communities;
  private final CommunityPlaces places;
  private final ChannelNotices notices;
  private final Runnable wake;
  private final Clock clock;

  Passage(Desk desk) {
    this.channels = desk.kept().channels();
    this.communities = desk.kept().communities();
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
        notices.accept(new Paused(channel, closed.cause(), closed.detail()));
      }
    }
  }

  /// A community that is one channel moves with it, and stays admitted or turned away.
  void moved(Event.Moved event) {
    var now = clock.instant();
    var from = event.channel();
    var to = event.to();
    var old = new Community(from.messenger(), from.chat(), event.community().name());
    var same = new Community(to.messenger(), to.chat(), event.community().name());
    communities
        .find(old.key())
        .filter(known -> communities.find(same.key()).isEmpty())
        .ifPresent(known -> {
          communities.seen(same, now);
          if (known.state() != Communities.State.ASKED) {
            communities.decide(same.key(), known.state(), known.by(), now);
          }
        });
    // Before the settings themselves move.
    places.moved(old, same, from, to, now);
    channels.move(from, to, now);
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
