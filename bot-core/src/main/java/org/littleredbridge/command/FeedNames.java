package org.littleredbridge.command;

import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Notes;

/// How feeds are named to people.
final class FeedNames {
  private FeedNames() {}

  static String of(Feed feed, Notes notes, Call call) {
    return switch (feed) {
      case Feed.CreatorFeed(var id) -> notes.creator(id).map(CreatorLines::name).orElse(id.value());
      case Feed.TrendingFeed() -> call.say("feed.trending");
      case Feed.SearchFeed(var words) -> call.say("feed.search", words);
    };
  }
}
