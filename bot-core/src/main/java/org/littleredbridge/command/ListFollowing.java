package org.littleredbridge.command;

import java.util.Optional;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.RuleSentence;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Feed;

/// Lets a channel follow a list of notes with rules, or changes the rules of one that it follows.
record ListFollowing(Subscriptions subscriptions) {
  /// How it is told.
  ///
  /// @param name of the feed
  /// @param on that it is followed from now on
  /// @param was that it was followed already
  record Words(String name, String on, String was) {}

  /// @param always rules that it gets at its beginning, whatever is said
  String follow(Call call, Feed feed, FeedOptions options, Filter always, Words words) {
    if (options.last() > FollowCommand.MOST) {
      return call.say("follow.too-many", FollowCommand.MOST);
    }
    var known = here(call.channel(), feed);
    var filter = known.map(Subscription::filter).orElse(always);
    return switch (options.edit(call, filter)) {
      case FilterEdit.Outcome.Wrong(var why) -> why;
      case FilterEdit.Outcome.Changed(var rules) ->
          known.isPresent()
              ? change(call, feed, filter, rules, words)
              : add(call, feed, options.last(), rules, words);
    };
  }

  private Optional<Subscription> here(ChannelId channel, Feed feed) {
    return subscriptions.of(channel).stream().filter(one -> one.feed().equals(feed)).findFirst();
  }

  private String add(Call call, Feed feed, int last, Filter rules, Words words) {
    var added = subscriptions.add(call.channel(), feed, last, rules, call.now());
    var said = added ? words.on() : words.was();
    return rules.isEmpty() ? said : said + " " + call.say("feed.rules", sentences(call, rules));
  }

  private String change(Call call, Feed feed, Filter before, Filter rules, Words words) {
    if (rules.equals(before)) {
      return rules.isEmpty()
          ? words.was()
          : words.was() + " " + call.say("feed.rules", sentences(call, rules));
    }
    if (!subscriptions.filter(call.channel(), feed, rules)) {
      // It was unfollowed at this moment.
      return call.say("unfollow.not-followed", words.name());
    }
    return rules.isEmpty()
        ? words.was() + " " + call.say("feed.rules-gone")
        : words.was() + " " + call.say("feed.rules-changed", sentences(call, rules));
  }

  private static String sentences(Call call, Filter rules) {
    var sentence = new RuleSentence(call.wording());
    return rules.rules().stream()
        .map(rule -> sentence.say(call.language(), rule))
        .collect(Collectors.joining("; "));
  }
}
