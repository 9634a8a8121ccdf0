package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.PlatformCapabilities.Ability;

/// `search <words or #tag>` answers at once with the first results; `search on <words> [options]`
/// lets the channel follow them, `search off <words>` ends that.
final class SearchCommand implements Command {
  private static final Pattern SPACES = Pattern.compile("(?U)\\s+");

  private final Subscriptions subscriptions;
  private final NotePlatform platform;
  private final SearchResults results;

  SearchCommand(Subscriptions subscriptions, NotePlatform platform, SearchResults results) {
    this.subscriptions = subscriptions;
    this.platform = platform;
    this.results = results;
  }

  /// The first word where it is one of ours, and what follows.
  private record Said(Optional<String> verb, String rest) {
    static Said of(String argument) {
      var words = SPACES.split(argument.strip(), 2);
      var first = words[0].toLowerCase(Locale.ROOT);
      return first.equals("on") || first.equals("off")
          ? new Said(Optional.of(first), words.length == 2 ? words[1] : "")
          : new Said(Optional.empty(), argument.strip());
    }
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public boolean changesThings(String argument) {
    return Said.of(argument).verb().isPresent();
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
    var said = Said.of(begun);
    var off =
        subscriptions.of(channel).stream()
            .map(one -> one.feed())
            .filter(Feed.SearchFeed.class::isInstance)
            .map(feed -> "off " + ((Feed.SearchFeed) feed).words());
    var on =
        said.verb().isEmpty() && !said.rest().isEmpty()
            ? Stream.of(said.rest(), "on " + said.rest())
            : Stream.<String>empty();
    return Stream.concat(on, off.filter(words -> words.startsWith(begun)))
        .map(words -> new Suggestion(words, words))
        .toList();
  }

  @Override
  public String run(Call call) {
    var said = Said.of(call.argument());
    var options =
        said.verb().isEmpty()
            ? new FeedOptions(said.rest(), 0, List.of())
            : FeedOptions.of(said.rest());
    var sought = SearchWords.of(options.rest());
    if (sought.isEmpty()) {
      return options.rest().length() > SearchWords.LONGEST
          ? call.say("search.too-long", SearchWords.LONGEST)
          : call.say("search.usage");
    }
    return switch (said.verb().orElse("")) {
      case "on" -> on(call, sought.get(), options);
      case "off" -> off(call, sought.get());
      default -> canSearch() ? results.say(call, sought.get()) : call.say("search.cannot");
    };
  }

  private boolean canSearch() {
    return platform.capabilities().can(Ability.SEARCH);
  }

  private String on(Call call, SearchWords sought, FeedOptions options) {
    if (!canSearch()) {
      return call.say("search.cannot");
    }
    var name = sought.feed().words();
    var words =
        new ListFollowing.Words(
            call.say("feed.search", name),
            call.say("search.on", name),
            call.say("search.was-on", name));
    return new ListFollowing(subscriptions)
        .follow(call, sought.feed(), options, sought.filter(), words);
  }

  private String off(Call call, SearchWords sought) {
    var removed = subscriptions.remove(call.channel(), sought.feed());
    return call.say(removed ? "search.off" : "search.was-off", sought.feed().words());
  }
}
