package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the account is told: who answered its comments, and whom the controls let like or follow.
/// Times are seconds here, milliseconds everywhere else, and the data stands in a `data` of its
/// own.
final class Notifications {
  private static final int DEFAULT_LIMIT = 20;
  private static final List<String> TABS = List.of("mentions", "likes", "connections");
  private final World world;
  private final Tokens tokens;
  private final Doorman doorman;
  private final Commenting commenting;
  private final Faults faults;
  private final Clock clock;
  private final List<Told> told = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  /// Something that is no comment.
  private record Told(String tab, String person, String note, long atMillis) {}

  Notifications(
      World world,
      Tokens tokens,
      Doorman doorman,
      Commenting commenting,
      Faults faults,
      Clock clock) {
    this.world = world;
    this.tokens = tokens;
    this.doorman = doorman;
    this.commenting = commenting;
    this.faults = faults;
    this.clock = clock;
  }

  /// Somebody likes what the account wrote under a note, or follows it.
  synchronized void tell(String tab, Person from, String note) {
    if (!TABS.contains(tab) || tab.equals("mentions")) {
      throw new IllegalArgumentException("\"kind\" is \"likes\" or \"connections\".");
    }
    world.settle(from, false);
    told.addFirst(new Told(tab, from.id(), note, clock.millis()));
  }

  synchronized ObjectNode unread() {
    doorman.check(Operation.UNREAD, "");
    var answer = object();
    var counts = answer.putObject("data");
    int all = 0;
    for (var tab : TABS) {
      int fresh = Math.max(0, items(tab).size() - seen.getOrDefault(tab, 0));
      counts.put(tab, fresh);
      all += fresh;
    }
    counts.put("unread", all);
    return answer;
  }

  /// A list that was looked at has nothing unread any more.
  synchronized ObjectNode list(String tab, int limit) {
    doorman.check(Operation.NOTIFICATIONS, "");
    var shown = tab.isEmpty() ? "mentions" : tab;
    if (!TABS.contains(shown)) {
      throw Operation.NOTIFICATIONS.failed("未知的通知 tab \"%s\"".formatted(tab));
    }
    var items = items(shown);
    seen.put(shown, items.size());
    boolean odd = faults.on(Fault.ODD_NOTIFICATIONS);
    var answer = object();
    var data = answer.putObject("data").put("tab", shown).put("filtered", odd ? 1 : 0);
    var list = Wire.NODES.arrayNode();
    items.stream().limit(limit > 0 ? limit : DEFAULT_LIMIT).forEach(list::add);
    if (odd) {
      nameless(list);
    }
    // Go writes a list that was never made as null.
    data.set("items", list.isEmpty() ? Wire.NODES.nullNode() : list);
    return answer;
  }

  /// The gateway finds the comment in the list and types below it.
  ObjectNode reply(GoRequest request) {
    request.require("comment_id", "content");
    var id = request.text("comment_id");
    doorman.check(Operation.REPLY_NOTIFICATION, id);
    var target = notified(Operation.REPLY_NOTIFICATION, id);
    commenting.answer(target, request.text("content"));
    var answer = object();
    answer
        .putObject("data")
        .put("comment_id", id)
        .put("nickname", world.person(target.author()).name())
        .put("feed_id", target.note())
        .put("content", request.text("content"));
    return answer;
  }

  ObjectNode like(GoRequest request) {
    request.require("comment_id");
    var id = request.text("comment_id");
    doorman.check(Operation.LIKE_NOTIFICATION, id);
    notified(Operation.LIKE_NOTIFICATION, id);
    var answer = object();
    answer.putObject("data").put("comment_id", id).put("liked", !request.flag("unlike"));
    return answer;
  }

  private Comment notified(Operation operation, String id) {
    return world.answersToAccount().stream()
        .filter(comment -> comment.id().equals(id))
        .findFirst()
        .orElseThrow(() -> operation.failed("通知列表中没有评论 " + id));
  }

  private List<ObjectNode> items(String tab) {
    return tab.equals("mentions")
        ? world.answersToAccount().stream().map(this::item).toList()
        : told.stream().filter(one -> one.tab().equals(tab)).map(this::item).toList();
  }

  private ObjectNode item(Comment comment) {
    return shape(comment.atMillis(), "comment/comment", "回复了你的评论", comment.author())
        .put("comment_id", comment.id())
        .put("comment_text", comment.text())
        .put("liked", false)
        .put("feed_id", comment.note())
        .put("feed_xsec_token", tokens.issue(comment.note()))
        .put("feed_title", title(comment.note()));
  }

  private ObjectNode item(Told one) {
    boolean likes = one.tab().equals("likes");
    var item =
        shape(
                one.atMillis(),
                likes ? "liked/comment" : "follow/you",
                likes ? "赞了你的评论" : "开始关注你了",
                one.person())
            .put("liked", false);
    return one.note().isEmpty()
        ? item
        : item.put("feed_id", one.note())
            .put("feed_xsec_token", tokens.issue(one.note()))
            .put("feed_title", title(one.note()));
  }

  private ObjectNode shape(long atMillis, String type, String title, String person) {
    var from = world.person(person);
    var item =
        object()
            .put("id", Long.toString(7_000_000_000_000_000_000L + atMillis))
            .put("type", type)
            .put("title", title)
            .put("time", atMillis / 1000);
    item.putObject("from")
        .put("user_id", from.id())
        .put("nickname", from.name())
        .put("xsec_token", tokens.issue(from.id()));
    return item;
  }

  private String title(String note) {
    return world.page(note).map(page -> page.note().title()).orElse("");
  }

  /// As seen: no type, no time, no token, nothing that it is about.
  private static void nameless(ArrayNode list) {
    var item = list.addObject().put("id", "1").put("type", "").put("title", "关注了你").put("time", 0);
    item.putObject("from").put("user_id", "u9").put("nickname", "丙");
    item.put("liked", false);
  }
}
