package org.littleredbridge.follow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;

/// Where a community can be spoken to, and in which of its channels something was ever changed:
/// services tell that they removed us from a community, and not which channels it has. Thread-safe:
/// all that share settings take turns.
public final class CommunityPlaces {
  private static final String HOME = "community-home";
  private static final String CHANNELS = "community-channels";
  // A Discord server has at most 500 channels; threads come and go.
  private static final int MOST = 500;
  private static final String BRIDGE = "bridge";

  private final Settings settings;

  public CommunityPlaces(Settings settings) {
    this.settings = settings;
  }

  /// Where the community can be told something, as far as known.
  public Optional<ChannelId> home(Community community) {
    return settings.get(of(community), HOME).map(ChannelId::ofKey);
  }

  /// Keeps where the community can be told something. A channel replaces what is only the
  /// community's own id.
  public void keepHome(Community community, ChannelId channel, Instant now) {
    synchronized (settings) {
      var known = home(community);
      if (known.isEmpty() || (known.get().equals(of(community)) && !channel.equals(known.get()))) {
        settings.set(of(community), HOME, channel.key(), BRIDGE, now);
      }
    }
  }

  /// The channels in which something was changed.
  public List<ChannelId> channels(Community community) {
    return settings.get(of(community), CHANNELS).stream()
        .flatMap(keys -> Arrays.stream(keys.split(" ", -1)))
        .map(ChannelId::ofKey)
        .toList();
  }

  /// Something was changed in this channel.
  public void keepChannel(Community community, ChannelId channel, Instant now) {
    synchronized (settings) {
      keepCommunity(community, channel, now);
      var known = new ArrayList<>(channels(community));
      if (!known.contains(channel)) {
        known.add(channel);
        keep(community, known.subList(Math.max(0, known.size() - MOST), known.size()), now);
      }
    }
  }

  /// An event told to which community a channel belongs. A group that is its own needs no note of
  /// it.
  public void keepCommunity(Community community, ChannelId channel, Instant now) {
    var whole = channel.whole();
    if (whole.isPrivate() || whole.chat().equals(community.id())) {
      return;
    }
    synchronized (settings) {
      if (settings.get(whole, Settings.COMMUNITY).filter(community.key()::equals).isEmpty()) {
        settings.set(whole, Settings.COMMUNITY, community.key(), BRIDGE, now);
      }
    }
  }

  /// A channel has another id now, and with it the community, if they are one. Its settings may
  /// have moved already.
  public void moved(Community from, Community to, ChannelId old, ChannelId now, Instant at) {
    synchronized (settings) {
      var channels =
          Stream.of(channels(from), channels(to))
              .flatMap(List::stream)
              .map(channel -> channel.equals(old) ? now : channel)
              .distinct()
              .toList();
      if (!channels.isEmpty()) {
        keep(to, channels, at);
      }
      home(to)
          .or(() -> home(from))
          .map(home -> home.equals(old) ? now : home)
          .ifPresent(home -> settings.set(of(to), HOME, home.key(), BRIDGE, at));
    }
  }

  private void keep(Community community, List<ChannelId> channels, Instant now) {
    var keys = channels.stream().map(ChannelId::key).collect(Collectors.joining(" "));
    settings.set(of(community), CHANNELS, keys, BRIDGE, now);
  }

  /// The name under which its settings stand; a service may use the same for a channel.
  private static ChannelId of(Community community) {
    return ChannelId.of(community.messenger(), community.id().replace(':', '_'));
  }
}
