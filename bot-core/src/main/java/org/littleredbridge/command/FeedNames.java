package org.littleredbridge.command;

import java.util.Locale;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Notes;
import org.littleredbridge.wording.Wording;

/// How feeds are named to people.
final class FeedNames {
  private FeedNames() {}

  static String of(Feed feed, Notes notes, Call call) {
    return of(feed, notes, call.wording(), call.language());
  }

  static String of(Feed feed, Notes notes, Wording wording, Locale language) {
    return switch (feed) {
      case Feed.CreatorFeed(var id) -> notes.creator(id).map(CreatorLines::name).orElse(id.value());
      case Feed.TrendingFeed() -> wording.say(language, "feed.trending");
      case Feed.SearchFeed(var words) -> wording.say(language, "feed.search", words);
    };
  }
}
