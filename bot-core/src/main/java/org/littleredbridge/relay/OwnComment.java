package org.littleredbridge.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the comment that one of our requests made: gateways do not tell its id.
public final class OwnComment {
  private static final Logger log = LoggerFactory.getLogger(OwnComment.class);

  // Ours may have been set, and a comment that is not found would be posted a second time. An older
  // one of the same words is none of ours: the same is never posted twice below one note.
  private static final Duration SLACK = Duration.ofDays(2);
  private static final Duration UNKNOWN_AGE = Duration.ofHours(1);
  // Somebody may log in as another account.
  private static final Duration KNOWN_AGE = Duration.ofHours(6);
  private static final long NO_REPLY = -1;

  private final NotePlatform platform;
  private final Clock clock;
  private Optional<CreatorId> account = Optional.empty();
  private Instant asked = Instant.MIN;

  public OwnComment(NotePlatform platform, Clock clock) {
    this.platform = platform;
    this.clock = clock;
  }

  Optional<Comment> find(RelayedReply reply, NoteDetail detail) {
    if (reply.comment().isPresent()) {
      var id = reply.comment().get();
      return detail.comments().stream().filter(c -> c.id().equals(id)).findFirst();
    }
    var text = reply.posted().orElse(reply.text());
    var posted = reply.postingAt().orElse(reply.acceptedAt());
    var since = posted.minus(SLACK);
    return detail.comments().stream()
        .filter(c -> c.text().strip().equals(text))
        .filter(c -> !c.writtenAt().isBefore(since))
        .filter(this::isOurs)
        .min(Comparator.comparing(c -> Duration.between(posted, c.writtenAt()).abs()));
  }

  /// Whether our account wrote it; when the account is not known, the text and the time must do.
  boolean isOurs(Comment comment) {
    return account().map(comment.author().id()::equals).orElse(true);
  }

  /// Whether somebody else wrote it; when the account is not known, whether its text is none that
  /// left here for this note.
  boolean isForeign(Comment comment, ReplyLedger ledger) {
    return account()
        .map(id -> !id.equals(comment.author().id()))
        .orElseGet(() -> !ledger.postedBefore(comment.note(), comment.text().strip(), NO_REPLY));
  }

  private synchronized Optional<CreatorId> account() {
    var now = clock.instant();
    if (asked.isBefore(now.minus(account.isPresent() ? KNOWN_AGE : UNKNOWN_AGE))) {
      account = platform.login().account();
      // Only an answer counts: what failed is asked again.
      asked = now;
      log.atInfo().addKeyValue("known", account.isPresent()).log("asked for our own account");
    }
    return account;
  }
}
