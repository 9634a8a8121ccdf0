package org.littleredbridge.rednote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a note's comments and the replies under them.
final class CommentDecoder {
  private static final Logger log = LoggerFactory.getLogger(CommentDecoder.class);

  /// Top-level comments that the gateway is asked for at most.
  static final int CEILING = 100;

  // The author's own comment that nobody else is shown (seen by users of the web API; -2 stands on
  // replies of advertisers that others do see).
  private static final int HIDDEN = -1;

  /// @param comments parents before their replies
  /// @param all whether no comment of the note is missing
  record Found(List<Comment> comments, boolean all) {}

  private final Times times;

  CommentDecoder(Times times) {
    this.times = times;
  }

  Found read(NoteId note, Wire noteWire, Wire comments) {
    var thread = new Reading(note);
    var top = comments.list("list");
    top.forEach(c -> thread.add(c, Optional.empty()));
    if (thread.dropped > 0) {
      log.atWarn()
          .addKeyValue("note", note)
          .addKeyValue("dropped", thread.dropped)
          .log("comments without a usable id");
    }
    var ended = comments.has("hasMore") && !comments.flag("hasMore") && top.size() < CEILING;
    // A comment area that has not loaded yet looks like an empty one.
    var believable = !top.isEmpty() || saysNone(noteWire);
    var all = ended && believable && thread.dropped == 0 && thread.repliesComplete;
    return new Found(List.copyOf(thread.found.values()), all);
  }

  private static boolean saysNone(Wire note) {
    var count = Counts.of(note.at("interactInfo").text("commentCount"));
    return count.exact() && count.atLeast() == 0;
  }

  /// One pass over the comments of a note.
  private final class Reading {
    private final NoteId note;
    private final Map<CommentId, Comment> found = new LinkedHashMap<>();
    private int dropped;
    private boolean repliesComplete = true;

    Reading(NoteId note) {
      this.note = note;
    }

    /// The platform has two levels; deeper ones, should they come, join their thread.
    void add(Wire wire, Optional<CommentId> parent) {
      var id = commentId(wire.text("id"));
      id.ifPresentOrElse(i -> found.putIfAbsent(i, comment(i, wire, parent)), () -> dropped++);
      var replies = wire.list("subComments");
      var promised = Counts.of(wire.text("subCommentCount"));
      if (promised.atLeast() > replies.size() || !(promised.exact() || promised.raw().isEmpty())) {
        repliesComplete = false;
      }
      replies.forEach(reply -> add(reply, parent.or(() -> id)));
    }

    private Comment comment(CommentId id, Wire wire, Optional<CommentId> parent) {
      return new Comment(
          id,
          note,
          People.creator(wire.at("userInfo"), Optional.empty()),
          wire.text("content"),
          times.of(wire.number("createTime"), id.value()),
          parent,
          commentId(wire.at("targetComment").text("id")),
          wire.number("status") == HIDDEN);
    }
  }

  private static Optional<CommentId> commentId(String text) {
    try {
      return Optional.of(new CommentId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // counted by the caller
    }
  }
}
