package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.CloseConnectionException;
import java.util.List;
import java.util.Optional;

/// Comments in the web API: pages of ten threads with one reply each, the rest of a thread by
/// itself, and posting, which tells the new comment's id.
final class WebComments {
  private static final int ROOTS = 10;
  private static final int HIDDEN = -1;
  private final World world;
  private final Cards cards;
  private final Faults faults;

  WebComments(World world, Cards cards, Faults faults) {
    this.world = world;
    this.cards = cards;
    this.faults = faults;
  }

  ObjectNode page(World.Page page, String cursor) {
    var roots =
        page.comments().stream().filter(Comment::isRoot).sorted(NotePages.hottest()).toList();
    var shown = after(roots, cursor, ROOTS);
    var data = object().put("user_id", World.ACCOUNT.id());
    var list = data.putArray("comments");
    shown.forEach(root -> list.add(thread(page, root)));
    return ended(data, shown, roots);
  }

  ObjectNode replies(World.Page page, String root, String cursor, int number) {
    var all = under(page, root);
    var shown = after(all, cursor, Math.clamp(number, 1, 30));
    var data = object().put("user_id", World.ACCOUNT.id());
    var list = data.putArray("comments");
    shown.forEach(reply -> list.add(comment(page, reply)));
    return ended(data, shown, all);
  }

  private static ObjectNode ended(ObjectNode data, List<Comment> shown, List<Comment> all) {
    return data.put("cursor", shown.isEmpty() ? "" : shown.getLast().id())
        .put("has_more", !shown.isEmpty() && shown.getLast() != all.getLast());
  }

  private static List<Comment> after(List<Comment> all, String cursor, int most) {
    int from = 0;
    for (int index = 0; index < all.size(); index++) {
      if (all.get(index).id().equals(cursor)) {
        from = index + 1;
      }
    }
    return all.subList(from, Math.min(all.size(), from + most));
  }

  private static List<Comment> under(World.Page page, String root) {
    return page.comments().stream().filter(c -> c.root().equals(root) && !c.isRoot()).toList();
  }

  private ObjectNode thread(World.Page page, Comment root) {
    var replies = under(page, root.id());
    var shape = comment(page, root);
    shape.put("sub_comment_count", Integer.toString(replies.size()));
    var sub = shape.putArray("sub_comments");
    replies.stream().limit(1).forEach(reply -> sub.add(comment(page, reply)));
    shape.put("sub_comment_cursor", replies.isEmpty() ? "" : replies.getFirst().id());
    return shape.put("sub_comment_has_more", replies.size() > 1);
  }

  private ObjectNode comment(World.Page page, Comment comment) {
    var shape =
        object()
            .put("id", comment.id())
            .put("note_id", comment.note())
            .put("status", comment.hidden() ? HIDDEN : 0)
            .put("content", comment.text())
            .put("like_count", Counts.written(comment.likes()))
            .put("create_time", comment.atMillis())
            .put("ip_location", comment.place())
            .put("liked", false);
    shape.set("user_info", user(comment.author()));
    shape.putArray("at_users");
    var tags = shape.putArray("show_tags");
    if (comment.author().equals(page.note().author())) {
      tags.add("is_author");
    }
    if (!comment.isRoot()) {
      page.comment(comment.target())
          .ifPresent(target ->
              shape
                  .putObject("target_comment")
                  .put("id", target.id())
                  .set("user_info", user(target.author())));
    }
    return shape;
  }

  private ObjectNode user(String id) {
    var user = SnakeCase.of(cards.user(world.person(id), ""));
    user.set("image", user.remove("avatar"));
    user.remove("nick_name");
    return user;
  }

  /// Nothing here is idempotent. The answer looks the same when nobody else will see the comment.
  ObjectNode post(World.Page page, Optional<String> target, String content) {
    if (content.isBlank()) {
      throw new WebError(10001, "评论内容不能为空");
    }
    var said =
        new World.Remark(
            World.ACCOUNT.id(),
            content,
            World.ACCOUNT.place(),
            0,
            -1,
            faults.on(Fault.SHADOW_HIDE));
    var posted =
        world
            .comment(page.note().id(), target, said)
            .orElseThrow(() -> new WebError(10001, "评论不存在"));
    if (faults.take(Fault.COMMENT_ANSWER_LOST)) {
      throw new CloseConnectionException("the answer is lost on purpose");
    }
    var data = object().put("time", posted.atMillis()).put("toast", "评论已发布");
    data.set("comment", comment(page, posted).put("status", 0));
    return data;
  }
}
