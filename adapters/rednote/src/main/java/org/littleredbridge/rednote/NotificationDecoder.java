package org.littleredbridge.rednote;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.Unread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads xiaohongshu-mcp's notifications. Their times are in seconds, where notes and comments have
/// milliseconds; 0 means that none is known.
final class NotificationDecoder {
  private static final Logger log = LoggerFactory.getLogger(NotificationDecoder.class);
  private static final int LONGEST_ID = 128;

  private final Times times;

  NotificationDecoder(Clock clock) {
    times = new Times(clock);
  }

  /// @param holder the object that holds `items`, which may be `null` for none
  /// @throws PlatformException when there is no such object
  List<Notification> read(Notification.Kind kind, Wire holder) {
    if (!holder.isObject() || (holder.has("items") && !holder.node().path("items").isArray())) {
      throw new PlatformException(new Failure.Garbled("the answer holds no notifications"));
    }
    var found = new ArrayList<Notification>();
    var items = holder.list("items");
    for (var item : items) {
      notification(kind, item).ifPresent(found::add);
    }
    if (found.size() < items.size()) {
      log.atWarn()
          .addKeyValue("dropped", items.size() - found.size())
          .log("notifications without a usable id");
    }
    return found;
  }

  /// @param holder the object that holds the counts
  static Unread unread(Wire holder) {
    if (!holder.has("unread")) {
      throw new PlatformException(new Failure.Garbled("the answer does not count notifications"));
    }
    return new Unread(
        holder.size("mentions", Integer.MAX_VALUE),
        holder.size("likes", Integer.MAX_VALUE),
        holder.size("connections", Integer.MAX_VALUE),
        holder.size("unread", Integer.MAX_VALUE));
  }

  private Optional<Notification> notification(Notification.Kind kind, Wire item) {
    var id = item.text("id").strip();
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      return Optional.empty();
    }
    return Optional.of(
        new Notification(
            id,
            kind,
            item.text("title").strip(),
            at(item.number("time")),
            from(item.at("from")),
            commentId(item.text("comment_id")),
            item.text("comment_text"),
            note(item),
            item.text("feed_title").strip()));
  }

  private Optional<Instant> at(long seconds) {
    return Math.abs(seconds) > Integer.MAX_VALUE * 4L
        ? Optional.empty()
        : times.plausible(Instant.ofEpochSecond(seconds));
  }

  private static Creator from(Wire user) {
    var token = People.token(user, "xsec_token");
    var id = People.creatorId(user.text("user_id")).orElse(People.NOBODY);
    return new Creator(new CreatorRef(id, token), user.text("nickname"), Optional.empty());
  }

  private static Optional<NoteRef> note(Wire item) {
    try {
      var id = new NoteId(item.text("feed_id"));
      return Optional.of(new NoteRef(id, People.token(item, "feed_xsec_token")));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a new follower has no note
    }
  }

  private static Optional<CommentId> commentId(String text) {
    try {
      return Optional.of(new CommentId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a like has no comment
    }
  }
}
