package org.littleredbridge.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.TrendingChannel;

/// `trending on [channel] [last N] [likes N] [type video|pictures] [perday N] | off [channel]`.
/// Said again with other options, it changes the rules.
final class TrendingCommand implements Command {
  private static final Pattern SPACES = Pattern.compile("(?U)\\s+");
  private static final int NAME = 40;

  private final Subscriptions subscriptions;
  private final NotePlatform platform;

  TrendingCommand(Subscriptions subscriptions, NotePlatform platform) {
    this.subscriptions = subscriptions;
    this.platform = platform;
  }

  @Override
  public String name() {
    return "trending";
  }

  @Override
  public boolean changesThings(String argument) {
    return true;
  }

  @Override
  public Argument takes() {
    return Argument.REQUIRED;
  }

  @Override
  public boolean suggests() {
    return true;
  }

  @Override
  public List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    var sought = begun.toLowerCase(Locale.ROOT);
    var channels =
        sought.startsWith("on") && platform.capabilities().can(Ability.CHANNELS)
            ? Arrays.stream(TrendingChannel.values()).map(one -> "on " + one.word())
            : Stream.<String>empty();
    var followed =
        sought.startsWith("off")
            ? subscriptions.of(channel).stream()
                .map(one -> one.feed())
                .filter(Feed.TrendingFeed.class::isInstance)
                .flatMap(feed -> ((Feed.TrendingFeed) feed).channel().stream())
                .map(one -> "off " + one.word())
            : Stream.<String>empty();
    return Stream.of(Stream.of("on", "off", "on last 3"), channels, followed)
        .flatMap(words -> words)
        .filter(words -> words.startsWith(sought))
        .map(words -> new Suggestion(words, words))
        .toList();
  }

  @Override
  public String run(Call call) {
    var options = FeedOptions.of(call.argument());
    var words = SPACES.split(options.rest(), 2);
    var name = words.length == 2 ? words[1] : "";
    var channel = channel(call, name);
    if (!name.isEmpty() && channel.isEmpty()) {
      return call.say("trending.what", OneLine.of(name, NAME), channels());
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "on" -> on(call, channel, options);
      case "off" -> off(call, channel);
      default -> call.say("trending.usage");
    };
  }

  /// By its word, or by its name in the caller's language.
  private static Optional<TrendingChannel> channel(Call call, String name) {
    return TrendingChannel.of(name)
        .or(() ->
            Arrays.stream(TrendingChannel.values())
                .filter(one -> named(call, one).equalsIgnoreCase(name))
                .findFirst());
  }

  private static String named(Call call, TrendingChannel channel) {
    return FeedNames.of(channel, call.wording(), call.language());
  }

  private static String channels() {
    return Arrays.stream(TrendingChannel.values())
        .map(TrendingChannel::word)
        .collect(Collectors.joining(", "));
  }

  private String on(Call call, Optional<TrendingChannel> channel, FeedOptions options) {
    var able = platform.capabilities();
    if (channel.isPresent() && !able.can(Ability.CHANNELS)) {
      return call.say("trending.no-channels");
    }
    if (channel.isEmpty() && !able.can(Ability.TRENDING)) {
      return call.say("trending.cannot");
    }
    var words =
        channel
            .map(one -> named(call, one))
            .map(name ->
                new ListFollowing.Words(
                    call.say("feed.trending-in", name),
                    call.say("trending.on-in", name),
                    call.say("trending.was-on-in", name)))
            .orElseGet(() ->
                new ListFollowing.Words(
                    call.say("feed.trending"),
                    call.say("trending.on"),
                    call.say("trending.was-on")));
    return new ListFollowing(subscriptions)
        .follow(call, new Feed.TrendingFeed(channel), options, Filter.NONE, words);
  }

  private String off(Call call, Optional<TrendingChannel> channel) {
    var removed = subscriptions.remove(call.channel(), new Feed.TrendingFeed(channel));
    return channel
        .map(one -> call.say(removed ? "trending.off-in" : "trending.was-off-in", named(call, one)))
        .orElseGet(() -> call.say(removed ? "trending.off" : "trending.was-off"));
  }
}
