package org.littleredbridge.command;

import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Feed;

/// `follow <link, share text, id or name> [last N]`
final class FollowCommand implements Command {
  static final int MOST = 20;

  private final Followed followed;
  private final Subscriptions subscriptions;
  private final Runnable wakePoller;

  FollowCommand(Followed followed, Subscriptions subscriptions, Runnable wakePoller) {
    this.followed = followed;
    this.subscriptions = subscriptions;
    this.wakePoller = wakePoller;
  }

  @Override
  public String name() {
    return "follow";
  }

  @Override
  public boolean changesThings(String argument) {
    return true;
  }

  @Override
  public String run(Call call) {
    var wish = call.backlog();
    if (wish.rest().isEmpty()) {
      return call.say("follow.whom");
    }
    if (wish.last() > MOST) {
      return call.say("follow.too-many", MOST);
    }
    return switch (followed.find(wish.rest())) {
      case Followed.Found.One(var creator) -> follow(call, creator, wish.last());
      case Followed.Found.Several(var creators) ->
          call.say("follow.several", CreatorLines.of(creators));
      case Followed.Found.WithoutToken _ -> call.say("follow.no-token");
      case Followed.Found.Nothing() -> call.say("follow.nothing");
    };
  }

  private String follow(Call call, Creator creator, int last) {
    followed.notes().keep(creator);
    var feed = new Feed.CreatorFeed(creator.id());
    var name = CreatorLines.name(creator);
    if (!subscriptions.add(call.channel(), feed, last, call.now())) {
      return call.say("follow.already", name);
    }
    wakePoller.run();
    return last == 0 ? call.say("follow.done", name) : call.say("follow.done-last", name, last);
  }
}
