package org.littleredbridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.relay.RelayedReply;
import org.littleredbridge.relay.ReplyLedger;

/// Replies with their states, and beside them every request that left. A claim holds a reply back
/// until its lease ends or its claimer has told what became of it.
final class SqlReplyLedger implements ReplyLedger {
  private final Database database;
  private final Deliveries deliveries;
  private final UnderLease lease;

  SqlReplyLedger(Database database, Deliveries deliveries, UnderLease lease) {
    this.lease = lease;
    this.database = database;
    this.deliveries = deliveries;
  }

  @Override
  public boolean accept(NewReply reply, Instant now) {
    return database.write(handle -> {
      database.ring(handle, Wake.RELAY);
      return handle
              .createUpdate(
                  """
                  insert into replies (channel, message, member, note, answers, text, state,
                      accepted_at, due_at)
                  values (:channel, :message, :member, :note, :answers, :text, 'WAITING',
                      :now, :now)
                  on conflict (channel, message) do nothing
                  """)
              .bind("channel", reply.message().channel())
              .bind("message", reply.message().id())
              .bind("member", reply.memberId())
              .bind("note", reply.note())
              .bind("answers", reply.to())
              .bind("text", reply.text())
              .bind("now", now)
              .execute()
          == 1;
    });
  }

  @Override
  public Optional<RelayedReply> find(MessageRef message) {
    return database.read(handle ->
        handle
            .createQuery("select * from replies where channel = :channel and message = :message")
            .bind("channel", message.channel())
            .bind("message", message.id())
            .map((row, _) -> ReplyRows.reply(row))
            .findOne());
  }

  @Override
  public List<RelayedReply> claimDue(Instant now, int limit, Duration length) {
    return database.write(handle -> {
      if (!lease.holds(handle)) {
        return List.of();
      }
      var due =
          handle
              .createQuery(
                  database.claiming(
                      """
                      select * from replies
                      where due_at <= :now and held_until <= :now and state in ('WAITING', 'POSTING')
                      order by id limit :limit
                      """))
              .bind("now", now)
              .bind("limit", Math.max(0, limit))
              .map((row, _) -> ReplyRows.reply(row))
              .list();
      ReplyRows.hold(handle, due, now.plus(length));
      return due;
    });
  }

  @Override
  public void postpone(long id, Instant at) {
    whileHeld(handle ->
        handle
            .createUpdate(
                """
                update replies set due_at = :at, held_until = 0
                where id = :id and due_at is not null
                """)
            .bind("at", at)
            .bind("id", id)
            .execute());
  }

  @Override
  public void posting(long id, String text, Instant now) {
    database.run(handle -> {
      lease.require(handle);
      handle
          .createUpdate(
              """
              update replies set state = 'POSTING', posted = :text, posting_at = :now,
                  attempts = attempts + 1
              where id = :id and state in ('WAITING', 'POSTING')
              """)
          .bind("text", text)
          .bind("now", now)
          .bind("id", id)
          .execute();
      handle
          .createUpdate("insert into postings (reply, left_at) values (:id, :now)")
          .bind("id", id)
          .bind("now", now)
          .execute();
    });
  }

  @Override
  public void notPosted(long id, Instant at) {
    whileHeld(handle ->
        handle
            .createUpdate(
                """
                update replies set state = 'WAITING', due_at = :at, held_until = 0
                where id = :id and state in ('WAITING', 'POSTING')
                """)
            .bind("at", at)
            .bind("id", id)
            .execute());
  }

  @Override
  public void settle(
      RelayedReply reply,
      RelayedReply.State end,
      Optional<CommentId> comment,
      Optional<Instant> firstLook,
      Cargo.Outcome tell,
      Instant now) {
    if (end == RelayedReply.State.WAITING || end == RelayedReply.State.POSTING) {
      throw new IllegalArgumentException("a reply does not end in the state " + end);
    }
    whileHeld(handle -> {
      var settled =
          handle
              .createUpdate(
                  """
                  update replies set state = :state, comment = :comment, look_at = :look,
                      due_at = null, held_until = 0
                  where id = :id and state in ('WAITING', 'POSTING')
                  """)
              .bind("state", end.name())
              .bind("comment", comment)
              .bind("look", firstLook)
              .bind("id", reply.id())
              .execute();
      // Told once, also when two holders settle it.
      if (settled == 1) {
        firstLook.ifPresent(_ -> database.ring(handle, Wake.LOOKS));
        var key = "outcome:" + reply.id();
        deliveries.add(handle, reply.message().channel(), tell, key, now);
      }
    });
  }

  /// What a late holder has to say does not count: the present one finds out by itself.
  private void whileHeld(Database.Task task) {
    database.run(handle -> {
      if (lease.holds(handle)) {
        task.on(handle);
      }
    });
  }

  @Override
  public int postingsSince(Instant since) {
    return database.read(handle ->
        handle
            .createQuery("select count(*) from postings where left_at >= :since")
            .bind("since", since)
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public Optional<Instant> lastPosting() {
    return database.read(handle ->
        handle
            .createQuery("select max(left_at) left_at from postings")
            .map((row, _) -> Columns.maybeAt(row, "left_at"))
            .one());
  }

  @Override
  public boolean postedBefore(NoteId note, String text, long except) {
    // What may have been posted counts; what surely was not does not.
    return database.read(handle ->
        handle
            .createQuery(
                """
                select exists (select 1 from replies
                    where note = :note and posted = :text and id <> :except
                        and state in ('POSTING', 'POSTED', 'UNKNOWN'))
                """)
            .bind("note", note)
            .bind("text", text)
            .bind("except", except)
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public List<RelayedReply> claimLooks(Instant now, int limit, Duration length) {
    return database.write(handle -> {
      if (!lease.holds(handle)) {
        return List.of();
      }
      var due =
          handle
              .createQuery(
                  database.claiming(
                      """
                      select * from replies where look_at <= :now and held_until <= :now
                      order by look_at, id limit :limit
                      """))
              .bind("now", now)
              .bind("limit", Math.max(0, limit))
              .map((row, _) -> ReplyRows.reply(row))
              .list();
      ReplyRows.hold(handle, due, now.plus(length));
      return due;
    });
  }

  @Override
  public void looked(long id, Optional<CommentId> comment, Optional<Instant> next) {
    whileHeld(handle ->
        handle
            .createUpdate(
                """
                update replies set comment = coalesce(:comment, comment), looks = looks + 1,
                    look_at = :next, held_until = 0
                where id = :id
                """)
            .bind("comment", comment)
            .bind("next", next)
            .bind("id", id)
            .execute());
  }

  @Override
  public Optional<Instant> nextDue() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select min(case when held_until > due then held_until else due end) next from (
                    select due_at due, held_until from replies where due_at is not null
                    union all
                    select look_at, held_until from replies where look_at is not null) t
                """)
            .map((row, _) -> Columns.maybeAt(row, "next"))
            .one());
  }
}
