package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.CloseConnectionException;
import java.util.Optional;
import java.util.regex.Pattern;

/// The gateway's calls that write. Nothing here is idempotent, and no comment's id is told.
final class Commenting {
  // The gateway looks for the very text it typed; the page shows these differently.
  private static final Pattern SHOWN_DIFFERENTLY =
      Pattern.compile("[\\r\\n]|\\s{2}|^\\s|\\s$|\\[[^\\[\\]\\s]{1,8}[RH]]");
  private final World world;
  private final Doorman doorman;
  private final Faults faults;

  Commenting(World world, Doorman doorman, Faults faults) {
    this.world = world;
    this.doorman = doorman;
    this.faults = faults;
  }

  ObjectNode comment(GoRequest request) {
    request.require("feed_id", "xsec_token", "content");
    var note = request.text("feed_id");
    doorman.open(Operation.COMMENT, note, request.text("xsec_token"));
    var content = request.text("content");
    if (faults.take(Fault.COMMENTS_CLOSED)) {
      throw Operation.COMMENT.failed("未找到评论输入框，该帖子可能不支持评论或网页端不可访问");
    }
    write(note, Optional.empty(), content);
    if (unconfirmed(content)) {
      throw PlatformState.unconfirmed(note);
    }
    return object().put("feed_id", note).put("success", true).put("message", "评论发表成功");
  }

  ObjectNode reply(GoRequest request) {
    request.require("feed_id", "xsec_token", "content").requireOneOf("comment_id", "user_id");
    var note = request.text("feed_id");
    var commentId = request.text("comment_id");
    var userId = request.text("user_id");
    var page = doorman.open(Operation.REPLY, note, request.text("xsec_token"));
    if (faults.take(Fault.REPLY_TARGET_TOO_FAR)) {
      throw Operation.REPLY.failed("无法找到评论: 评论区过大，1m30s 内未找到目标评论");
    }
    boolean hidden = faults.take(Fault.REPLY_TARGET_MISSING);
    var target =
        page.comments().stream()
            .filter(_ -> !hidden)
            .filter(c -> commentId.isEmpty() ? c.author().equals(userId) : c.id().equals(commentId))
            .findFirst()
            .orElseThrow(() ->
                Operation.REPLY.failed(
                    "无法找到评论: 未找到评论 (commentID: %s, userID: %s)".formatted(commentId, userId)));
    write(Operation.REPLY, target, request.text("content"));
    var answer = object().put("feed_id", note);
    if (!commentId.isEmpty()) {
      answer.put("target_comment_id", commentId);
    }
    if (!userId.isEmpty()) {
      answer.put("target_user_id", userId);
    }
    return answer.put("success", true).put("message", "评论回复成功");
  }

  /// A reply that is written in the list of notifications.
  void answer(Comment target, String content) {
    write(Operation.REPLY_NOTIFICATION, target, content);
  }

  private void write(Operation operation, Comment target, String content) {
    write(target.note(), Optional.of(target.id()), content);
    if (unconfirmed(content)) {
      throw operation.failed("回复未确认成功：提交后未在评论区出现（可能账号被限制或发送失败），feed: " + target.note());
    }
  }

  ObjectNode like(GoRequest request) {
    request.require("feed_id", "xsec_token");
    var note = request.text("feed_id");
    doorman.open(Operation.LIKE, note, request.text("xsec_token"));
    boolean liked = !request.flag("unlike");
    world.like(note, liked);
    return object()
        .put("feed_id", note)
        .put("success", true)
        .put("message", liked ? "点赞成功或已点赞" : "取消点赞成功或未点赞");
  }

  private void write(String note, Optional<String> target, String content) {
    var said =
        new World.Remark(
            World.ACCOUNT.id(),
            content,
            World.ACCOUNT.place(),
            0,
            -1,
            faults.on(Fault.SHADOW_HIDE));
    world.comment(note, target, said);
    if (faults.take(Fault.COMMENT_ANSWER_LOST)) {
      throw new CloseConnectionException("the answer is lost on purpose");
    }
  }

  private boolean unconfirmed(String content) {
    return faults.take(Fault.COMMENT_UNCONFIRMED) || SHOWN_DIFFERENTLY.matcher(content).find();
  }
}
