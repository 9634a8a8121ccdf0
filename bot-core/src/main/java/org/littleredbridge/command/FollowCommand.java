package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;

/// `follow <link, share text, id or name> [last N]`
final class FollowCommand implements Command {
  static final int MOST = 20;
  private static final int RECENT = 50;

  private final Followed followed;
  private final Subscriptions subscriptions;
  private final Outbox outbox;

  FollowCommand(Followed followed, Subscriptions subscriptions, Outbox outbox) {
    this.followed = followed;
    this.subscriptions = subscriptions;
    this.outbox = outbox;
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
  public Argument takes() {
    return Argument.REQUIRED;
  }

  @Override
  public boolean suggests() {
    return true;
  }

  /// Creators of exactly this name, then those whose notes came to this channel otherwise, such as
  /// from the recommendations; but none that it follows already.
  @Override
  public List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    if (begun.isEmpty()) {
      return List.of();
    }
    var sought = begun.toLowerCase(Locale.ROOT);
    var followedHere = subscriptions.of(channel).stream().map(Subscription::feed).toList();
    var brought =
        outbox.fates(channel, RECENT).stream()
            .flatMap(fate -> followed.notes().note(fate.note()).stream())
            .map(Note::creator)
            .filter(creator -> creator.name().toLowerCase(Locale.ROOT).startsWith(sought));
    return Stream.concat(followed.notes().creatorsNamed(begun).stream(), brought)
        .filter(creator -> !followedHere.contains(new Feed.CreatorFeed(creator.id())))
        .map(creator -> new Suggestion(CreatorLines.name(creator), creator.id().value()))
        .distinct()
        .toList();
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
    // A link does not tell the name, and asking RedNote for it would cost a request.
    var name = creator.name().isBlank() ? call.say("follow.unnamed") : CreatorLines.name(creator);
    if (!subscriptions.add(call.channel(), feed, last, call.now())) {
      return call.say("follow.already", name);
    }
    return last == 0 ? call.say("follow.done", name) : call.say("follow.done-last", name, last);
  }
}
