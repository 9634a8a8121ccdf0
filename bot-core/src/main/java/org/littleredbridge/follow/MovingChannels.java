package org.littleredbridge.follow;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.Community;
import org.littleredbridge.follow.Communities.State;

/// [Channels] with which a community moves along: one that is a single channel has another id too
/// when that channel has, and stays admitted or turned away. Each step of a move may be done again
/// after a crash.
public final class MovingChannels implements Channels {
  private final Channels channels;
  private final Communities communities;
  private final CommunityPlaces places;

  public MovingChannels(Channels channels, Communities communities, Settings settings) {
    this.channels = channels;
    this.communities = communities;
    this.places = new CommunityPlaces(settings);
  }

  @Override
  public void move(ChannelId from, ChannelId to, Instant now) {
    if (from.thread().isEmpty() && to.thread().isEmpty()) {
      var old = new Community(from.messenger(), from.chat(), "");
      var same = new Community(to.messenger(), to.chat(), "");
      communities.find(old.key()).ifPresent(known -> stays(known, same, now));
      // Before the settings themselves move.
      places.moved(old, same, from, to, now);
    }
    channels.move(from, to, now);
  }

  /// Somebody may have spoken in the new one before we heard of the move: then it is only asked
  /// about, which is no decision.
  private void stays(Communities.Known old, Community same, Instant now) {
    var there =
        communities.seen(new Community(same.messenger(), same.id(), old.community().name()), now);
    if (there.state() == State.ASKED && old.state() != State.ASKED) {
      communities.decide(same.key(), old.state(), old.by(), now);
    }
  }

  @Override
  public boolean pause(ChannelId channel, Closed why, Instant now) {
    return channels.pause(channel, why, now);
  }

  @Override
  public boolean resume(ChannelId channel, Instant now) {
    return channels.resume(channel, now);
  }

  @Override
  public Optional<Pause> paused(ChannelId channel) {
    return channels.paused(channel);
  }

  @Override
  public int pausedCount() {
    return channels.pausedCount();
  }
}
