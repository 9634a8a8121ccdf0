package org.littleredbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.relay.RelayedReply;
import org.littleredbridge.relay.RelayedReply.State;
import org.littleredbridge.relay.ReplyLedger;

/// A [ReplyLedger] in memory.
final class MemoryReplies implements ReplyLedger {
  private final Object lock;
  private final MemoryOutbox outbox;
  private final Map<Long, Row> rows = new LinkedHashMap<>();

  private static final class Row {
    final long id;
    final NewReply reply;
    final Instant acceptedAt;
    State state = State.WAITING;
    Optional<String> posted = Optional.empty();
    Optional<CommentId> comment = Optional.empty();
    int attempts;
    int looks;
    Optional<Instant> postingAt = Optional.empty();
    // When to go on with it: to post, or once posted to look. Empty: never.
    Optional<Instant> dueAt;

    Row(long id, NewReply reply, Instant now) {
      this.id = id;
      this.reply = reply;
      this.acceptedAt = now;
      this.dueAt = Optional.of(now);
    }

    boolean open() {
      return EnumSet.of(State.WAITING, State.POSTING).contains(state);
    }

    boolean due(Instant now) {
      return dueAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    Instant dueSince() {
      return dueAt.orElse(Instant.MAX);
    }

    RelayedReply reply() {
      return new RelayedReply(
          id,
          reply.message(),
          reply.memberId(),
          reply.note(),
          reply.to(),
          reply.text(),
          state,
          posted,
          comment,
          attempts,
          looks,
          acceptedAt,
          postingAt);
    }
  }

  MemoryReplies(Object lock, MemoryOutbox outbox) {
    this.lock = lock;
    this.outbox = outbox;
  }

  @Override
  public boolean accept(NewReply reply, Instant now) {
    synchronized (lock) {
      if (find(reply.message()).isPresent()) {
        return false;
      }
      var row = new Row(rows.size() + 1L, reply, now);
      rows.put(row.id, row);
      return true;
    }
  }

  @Override
  public Optional<RelayedReply> find(MessageRef message) {
    synchronized (lock) {
      return all(row -> row.reply.message().equals(message)).map(Row::reply).findFirst();
    }
  }

  @Override
  public List<RelayedReply> claimDue(Instant now, int limit, Duration lease) {
    synchronized (lock) {
      return claim(all(row -> row.open() && row.due(now)), now, limit, lease);
    }
  }

  @Override
  public List<RelayedReply> claimLooks(Instant now, int limit, Duration lease) {
    synchronized (lock) {
      var due =
          all(row -> row.state == State.POSTED && row.due(now))
              .sorted(Comparator.comparing(Row::dueSince));
      return claim(due, now, limit, lease);
    }
  }

  private static List<RelayedReply> claim(Stream<Row> due, Instant now, int limit, Duration lease) {
    var claimed = due.limit(limit).toList();
    claimed.forEach(row -> row.dueAt = Optional.of(now.plus(lease)));
    return claimed.stream().map(Row::reply).toList();
  }

  @Override
  public void postpone(long id, Instant at) {
    synchronized (lock) {
      open(id).ifPresent(row -> row.dueAt = Optional.of(at));
    }
  }

  @Override
  public void posting(long id, String text, Instant now) {
    synchronized (lock) {
      open(id)
          .ifPresent(row -> {
            row.state = State.POSTING;
            row.posted = Optional.of(text);
            row.postingAt = Optional.of(now);
            row.attempts++;
          });
    }
  }

  @Override
  public void notPosted(long id, Instant at) {
    synchronized (lock) {
      open(id)
          .ifPresent(row -> {
            row.state = State.WAITING;
            row.dueAt = Optional.of(at);
          });
    }
  }

  @Override
  public void settle(
      RelayedReply reply,
      State end,
      Optional<CommentId> comment,
      Optional<Instant> firstLook,
      Cargo.Outcome tell,
      Instant now) {
    synchronized (lock) {
      var row = row(reply.id());
      if (!row.open()) {
        return;
      }
      row.state = end;
      row.comment = comment;
      row.dueAt = end == State.POSTED ? firstLook : Optional.empty();
      outbox.add(tell.reply().channel(), tell, "outcome:" + row.id, now);
    }
  }

  @Override
  public int postingsSince(Instant since) {
    synchronized (lock) {
      return (int) all(row -> row.postingAt.filter(at -> !at.isBefore(since)).isPresent()).count();
    }
  }

  @Override
  public Optional<Instant> lastPosting() {
    synchronized (lock) {
      return all(_ -> true).flatMap(row -> row.postingAt.stream()).max(Comparator.naturalOrder());
    }
  }

  @Override
  public boolean postedBefore(NoteId note, String text, long except) {
    synchronized (lock) {
      return all(row -> row.id != except && row.reply.note().equals(note))
          .filter(row -> row.state != State.WAITING && row.state != State.REFUSED)
          .anyMatch(row -> row.posted.equals(Optional.of(text)));
    }
  }

  @Override
  public void looked(long id, Optional<CommentId> comment, Optional<Instant> next) {
    synchronized (lock) {
      var row = row(id);
      row.comment = comment.or(() -> row.comment);
      row.looks++;
      row.dueAt = next;
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    synchronized (lock) {
      return all(_ -> true).flatMap(row -> row.dueAt.stream()).min(Comparator.naturalOrder());
    }
  }

  private Stream<Row> all(Predicate<Row> wanted) {
    return rows.values().stream().filter(wanted);
  }

  /// What is settled stays settled, however late a claimer is.
  private Optional<Row> open(long id) {
    return Optional.of(row(id)).filter(Row::open);
  }

  private Row row(long id) {
    var row = rows.get(id);
    if (row == null) {
      throw new IllegalArgumentException("no reply " + id);
    }
    return row;
  }
}
