package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What the account is told: who answered its comments. Times are seconds here, milliseconds
/// everywhere else.
final class Notifications {
  private static final int DEFAULT_LIMIT = 20;
  private final World world;
  private final Tokens tokens;
  private final Doorman doorman;
  private final AtomicInteger seen = new AtomicInteger();

  Notifications(World world, Tokens tokens, Doorman doorman) {
    this.world = world;
    this.tokens = tokens;
    this.doorman = doorman;
  }

  ObjectNode unread() {
    doorman.check(Operation.UNREAD, "");
    int mentions = Math.max(0, world.answersToAccount().size() - seen.get());
    var answer = object();
    answer
        .putObject("data")
        .put("mentions", mentions)
        .put("likes", 0)
        .put("connections", 0)
        .put("unread", mentions);
    return answer;
  }

  ObjectNode list(String tab, int limit) {
    doorman.check(Operation.NOTIFICATIONS, "");
    var shown = tab.isEmpty() ? "mentions" : tab;
    if (!List.of("mentions", "likes", "connections").contains(shown)) {
      throw Operation.NOTIFICATIONS.failed("未知的通知 tab \"%s\"".formatted(tab));
    }
    var answers = shown.equals("mentions") ? world.answersToAccount() : List.<Comment>of();
    if (shown.equals("mentions")) {
      seen.set(answers.size());
    }
    var answer = object();
    var data = answer.putObject("data").put("tab", shown).put("filtered", 0);
    var items = data.putArray("items");
    answers.stream()
        .limit(limit > 0 ? limit : DEFAULT_LIMIT)
        .forEach(comment -> items.add(item(comment)));
    return answer;
  }

  private ObjectNode item(Comment comment) {
    var from = world.person(comment.author());
    var item = object();
    item.put("id", Long.toString(7_000_000_000_000_000_000L + comment.atMillis()));
    item.put("type", "comment/comment");
    item.put("title", "回复了你的评论");
    item.put("time", comment.atMillis() / 1000);
    item.putObject("from")
        .put("user_id", from.id())
        .put("nickname", from.name())
        .put("xsec_token", tokens.issue(from.id()));
    item.put("comment_id", comment.id());
    item.put("comment_text", comment.text());
    item.put("liked", false);
    item.put("feed_id", comment.note());
    item.put("feed_xsec_token", tokens.issue(comment.note()));
    item.put("feed_title", world.page(comment.note()).map(p -> p.note().title()).orElse(""));
    return item;
  }
}
