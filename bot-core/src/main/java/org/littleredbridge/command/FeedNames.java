package org.littleredbridge.command;

import java.util.Locale;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.TrendingChannel;
import org.littleredbridge.wording.Wording;

/// How feeds are named to people.
final class FeedNames {
  private FeedNames() {}

  static String of(Feed feed, Notes notes, Call call) {
    return of(feed, notes, call.wording(), call.language());
  }

  static String of(TrendingChannel channel, Wording wording, Locale language) {
    return wording.say(language, "channel." + channel.word());
  }

  static String of(Feed feed, Notes notes, Wording wording, Locale language) {
    return switch (feed) {
      case Feed.CreatorFeed(var id) -> notes.creator(id).map(CreatorLines::name).orElse(id.value());
      case Feed.TrendingFeed(var channel) ->
          channel
              .map(one -> wording.say(language, "feed.trending-in", of(one, wording, language)))
              .orElseGet(() -> wording.say(language, "feed.trending"));
      case Feed.SearchFeed(var words) -> wording.say(language, "feed.search", words);
    };
  }
}
