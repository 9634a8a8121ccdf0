package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Feed;

/// `trending on [last N] | off`
final class TrendingCommand implements Command {
  private static final Feed TRENDING = new Feed.TrendingFeed();

  private final Subscriptions subscriptions;

  TrendingCommand(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
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
    return Stream.of("on", "off", "on last 3")
        .filter(word -> word.startsWith(begun.toLowerCase(Locale.ROOT)))
        .map(word -> new Suggestion(word, word))
        .toList();
  }

  @Override
  public String run(Call call) {
    var wish = call.backlog();
    return switch (wish.rest().toLowerCase(Locale.ROOT)) {
      case "on" -> on(call, wish.last());
      case "off" ->
          call.say(
              subscriptions.remove(call.channel(), TRENDING) ? "trending.off" : "trending.was-off");
      default -> call.say("trending.usage");
    };
  }

  private String on(Call call, int last) {
    if (last > FollowCommand.MOST) {
      return call.say("follow.too-many", FollowCommand.MOST);
    }
    if (!subscriptions.add(call.channel(), TRENDING, last, call.now())) {
      return call.say("trending.was-on");
    }
    return call.say("trending.on");
  }
}
