package org.littleredbridge.command;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Notes;
import org.littleredbridge.poll.FeedState;
import org.littleredbridge.poll.FeedStates;

/// `list`
final class ListCommand implements Command {
  private final Subscriptions subscriptions;
  private final FeedStates feeds;
  private final Notes notes;

  ListCommand(Subscriptions subscriptions, FeedStates feeds, Notes notes) {
    this.subscriptions = subscriptions;
    this.feeds = feeds;
    this.notes = notes;
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public boolean changesThings(String argument) {
    return false;
  }

  @Override
  public String run(Call call) {
    return Pauses.before(call, list(call));
  }

  private String list(Call call) {
    var mine = subscriptions.of(call.channel());
    if (mine.isEmpty()) {
      return call.say("list.empty");
    }
    return IntStream.range(0, mine.size())
        .mapToObj(i -> (i + 1) + ". " + line(call, mine.get(i)))
        .collect(Collectors.joining("\n", call.say("list.head", mine.size()) + "\n", ""));
  }

  private String line(Call call, Subscription subscription) {
    var name = name(call, subscription);
    return feeds
        .state(subscription.feed())
        .map(state -> call.say(key(state), name, Spans.until(call, call.now(), state.dueAt())))
        .orElse(name);
  }

  private String name(Call call, Subscription subscription) {
    var name = FeedNames.of(subscription.feed(), notes, call);
    var rules = subscription.filter().rules().size();
    return rules == 0 ? name : call.say("list.ruled", name, rules);
  }

  private static String key(FeedState state) {
    if (state.failures() > 0) {
      return "list.failing";
    }
    return state.polledAt().isEmpty() ? "list.first" : "list.next";
  }
}
