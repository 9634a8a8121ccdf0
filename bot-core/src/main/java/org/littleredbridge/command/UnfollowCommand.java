package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Notes;

/// `unfollow <number in the list, link, id or name>`
final class UnfollowCommand implements Command {
  // What a number meant when the command came first: after a crash the list has moved up.
  private static final String MEANT = "unfollow";

  private final Followed followed;
  private final FollowedHere here;
  private final Subscriptions subscriptions;
  private final Settings settings;
  private final Notes notes;

  UnfollowCommand(Followed followed, FollowedHere here, Settings settings) {
    this.followed = followed;
    this.here = here;
    this.subscriptions = here.subscriptions();
    this.settings = settings;
    this.notes = here.notes();
  }

  @Override
  public String name() {
    return "unfollow";
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
    return here.suggest(channel, begun, language);
  }

  @Override
  public String run(Call call) {
    if (call.argument().isEmpty()) {
      return call.say("unfollow.whom");
    }
    var mine = subscriptions.of(call.channel());
    if (call.argument().matches("\\d{1,3}")) {
      return byNumber(call, mine, Integer.parseInt(call.argument()));
    }
    if (call.argument().equalsIgnoreCase("trending")) {
      return remove(call, new Feed.TrendingFeed());
    }
    var called = here.names(mine, call.language()).called(call.argument());
    if (called.stream().anyMatch(one -> !(one.feed() instanceof Feed.CreatorFeed))) {
      return called.size() == 1
          ? remove(call, called.getFirst().feed())
          : call.say("filter.several");
    }
    return switch (followed.find(call.argument())) {
      case Followed.Found.One(var creator) -> remove(call, new Feed.CreatorFeed(creator.id()));
      case Followed.Found.WithoutToken(var ref) -> remove(call, new Feed.CreatorFeed(ref.id()));
      case Followed.Found.Several(var creators) -> {
        var here = creators.stream().filter(c -> follows(mine, c.id())).toList();
        yield here.size() == 1
            ? remove(call, new Feed.CreatorFeed(here.getFirst().id()))
            : call.say("follow.several", CreatorLines.of(creators));
      }
      case Followed.Found.Nothing() -> call.say("unfollow.nothing");
    };
  }

  private String byNumber(Call call, List<Subscription> mine, int number) {
    var meant = meant(call);
    if (meant.isPresent()) {
      subscriptions.remove(call.channel(), meant.get());
      return call.say("unfollow.done", FeedNames.of(meant.get(), notes, call));
    }
    if (number < 1 || number > mine.size()) {
      return call.say("unfollow.no-number", number);
    }
    var feed = mine.get(number - 1).feed();
    var value = call.given().id() + " " + feed.key();
    settings.set(call.channel(), MEANT, value, call.member().id(), call.now());
    return remove(call, feed);
  }

  private Optional<Feed> meant(Call call) {
    var begin = call.given().id() + " ";
    return settings
        .get(call.channel(), MEANT)
        .filter(value -> value.startsWith(begin))
        .map(value -> Feed.ofKey(value.substring(begin.length())));
  }

  private static boolean follows(List<Subscription> mine, CreatorId creator) {
    return mine.stream().anyMatch(s -> s.feed().equals(new Feed.CreatorFeed(creator)));
  }

  private String remove(Call call, Feed feed) {
    var name = FeedNames.of(feed, notes, call);
    return subscriptions.remove(call.channel(), feed)
        ? call.say("unfollow.done", name)
        : call.say("unfollow.not-followed", name);
  }
}
