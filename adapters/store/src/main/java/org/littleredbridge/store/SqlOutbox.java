package org.littleredbridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.deliver.Shape;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteId;

/// Deliveries in lanes. What ended stays ended: a holder that comes late changes nothing.
final class SqlOutbox implements Outbox {
  private static final HotStatement KEEP_MESSAGE =
      new HotStatement(
          """
          insert into messages (channel, message, delivery, part, also, note, comment, sent_at)
          values (?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (channel, message) do update set
              delivery = excluded.delivery, part = excluded.part,
              also = excluded.also, note = excluded.note,
              comment = excluded.comment, sent_at = excluded.sent_at
          """);
  private static final HotStatement DELIVERED =
      new HotStatement(
          """
          update deliveries set state = 'delivered', ended_at = ?, rest = '[]'
          where id = ? and state = 'waiting'
          """);

  private static final HotStatement BROUGHT =
      new HotStatement(
          """
          insert into feed_notes (feed, note, brought_at) values (?, ?, ?)
          on conflict (feed, note) do nothing
          """);

  private final Database database;
  private final SqlNotes notes;
  private final Deliveries deliveries;
  private final Verdicts verdicts;
  private final Lanes lanes;
  private final Digests digests;

  SqlOutbox(Database database, SqlNotes notes, Deliveries deliveries) {
    this.database = database;
    this.verdicts = new Verdicts(database);
    this.lanes = new Lanes(database);
    this.digests = new Digests(database);
    this.notes = notes;
    this.deliveries = deliveries;
  }

  @Override
  public int accept(Feed feed, List<Routed> routed, Instant now) {
    return database.write(handle -> {
      notes.keep(handle, routed.stream().map(Routed::note).toList());
      routed.forEach(one -> database.run(handle, BROUGHT, feed, one.note().id(), now));
      var added = verdicts.decide(handle, feed, routed, now);
      deliveries.add(handle, added, now);
      return added.size();
    });
  }

  @Override
  public int change(NoteChange change, Instant now) {
    return database.write(handle -> {
      var revision = notes.change(handle, change, now);
      if (revision.isEmpty()) {
        return 0;
      }
      var update = new Cargo.Update(change.id(), revision.getAsInt());
      var channels = NoteCopies.channels(handle, change.id());
      var id = Counters.DELIVERY.take(handle, Math.max(1, channels.size()));
      var added = new ArrayList<Deliveries.NewDelivery>();
      for (var channel : channels) {
        added.add(
            new Deliveries.NewDelivery(id++, channel, update, Optional.empty(), Optional.empty()));
      }
      deliveries.add(handle, added, now);
      return added.size();
    });
  }

  @Override
  public List<Copy> copies(ChannelId channel, NoteId note) {
    return database.read(handle -> NoteCopies.of(handle, channel, note));
  }

  @Override
  public boolean add(ChannelId channel, Cargo cargo, String key, Instant now) {
    return database.write(handle -> deliveries.add(handle, channel, cargo, key, now));
  }

  @Override
  public boolean addAnswer(Comment comment, MessageRef answerTo, String key, Instant now) {
    var cargo = new Cargo.CommentCargo(comment.id(), comment.note(), answerTo);
    return database.write(handle -> {
      notes.keep(handle, comment);
      return deliveries.add(handle, answerTo.channel(), cargo, key, now);
    });
  }

  @Override
  public List<Claim> claimDue(Instant now, int limit, int perLane, Duration lease) {
    return claim(_ -> Optional.empty(), now, limit, perLane, lease);
  }

  @Override
  public List<Claim> claimDue(
      Collection<Voice> voices, Instant now, int limit, int perLane, Duration lease) {
    return voices.isEmpty()
        ? List.of()
        : claim(handle -> Optional.of(valid(handle, voices)), now, limit, perLane, lease);
  }

  private Set<String> valid(Handle handle, Collection<Voice> voices) {
    return voices.stream()
        .filter(voice -> UnderLease.holds(database, handle, voice.lease()))
        .map(Voice::messenger)
        .collect(Collectors.toSet());
  }

  /// @param of the messengers whose lanes are wanted; empty: of all
  private List<Claim> claim(
      Function<Handle, Optional<Set<String>>> of,
      Instant now,
      int limit,
      int perLane,
      Duration lease) {
    if (limit <= 0 || perLane <= 0) {
      return List.of();
    }
    return database.write(handle ->
        lanes.claim(handle, of.apply(handle), now, limit, now.plus(lease)).stream()
            .map(lane ->
                new Claim(
                    lane.channel(),
                    deliveries.heads(handle, lane.channel(), perLane, lane.turn()),
                    lane.turn()))
            .toList());
  }

  @Override
  public Claim catchUp(Claim claim, int most, Instant now) {
    return database.write(handle -> {
      // Before the lane: whoever adds takes both in this order. Numbers left over do no harm.
      var first = Counters.DELIVERY.take(handle, Digests.AT_MOST);
      if (!lanes.isTurn(handle, claim)) {
        return new Claim(claim.channel(), List.of(), claim.turn());
      }
      return digests.gather(handle, claim.channel(), most, first, now)
          ? new Claim(
              claim.channel(),
              deliveries.heads(handle, claim.channel(), claim.deliveries().size(), claim.turn()),
              claim.turn())
          : claim;
    });
  }

  @Override
  public void release(ChannelId channel) {
    database.run(handle -> lanes.release(handle, channel, 0));
  }

  @Override
  public void release(Claim claim) {
    database.run(handle -> lanes.release(handle, claim.channel(), claim.turn()));
  }

  @Override
  public void free(Collection<Voice> voices, Collection<ChannelId> but) {
    database.run(handle -> lanes.free(handle, valid(handle, voices), but));
  }

  @Override
  public Optional<Instant> nextDue() {
    return database.read(handle -> lanes.nextDue(handle, Optional.empty()));
  }

  @Override
  public Optional<Instant> nextDue(Collection<String> messengers) {
    return messengers.isEmpty()
        ? Optional.empty()
        : database.read(handle -> lanes.nextDue(handle, Optional.of(Set.copyOf(messengers))));
  }

  @Override
  public boolean shaped(Delivery delivery, Shape shape) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    update deliveries set pictures = :pictures, rest = :rest
                    where id = :id and state = 'waiting' and (:turn = 0 or exists (
                        select 1 from lanes l
                        where l.channel = deliveries.channel and l.turn = :turn))
                    """)
                .bind("pictures", shape.pictures())
                .bind("rest", JsonTexts.write(shape.rest()))
                .bind("id", delivery.id())
                .bind("turn", delivery.turn())
                .execute()
            == 1);
  }

  @Override
  public void partSent(Delivery delivery, int part, Sent sent, Instant now) {
    database.run(handle -> partSent(handle, delivery, part, sent, now));
  }

  @Override
  public void lastPartSent(Delivery delivery, int part, Sent sent, Instant now) {
    database.run(handle -> {
      partSent(handle, delivery, part, sent, now);
      delivered(handle, delivery, now);
    });
  }

  private void partSent(Handle handle, Delivery delivery, int part, Sent sent, Instant now) {
    // The one that stands for the part is told from the others by its place.
    keep(handle, delivery, part, sent.message(), false, now);
    sent.also().forEach(message -> keep(handle, delivery, part, message, true, now));
    if (delivery.failingSince().isPresent()) {
      handle
          .createUpdate("update deliveries set failing_since = null where id = :id")
          .bind("id", delivery.id())
          .execute();
    }
  }

  private void keep(
      Handle handle, Delivery delivery, int part, MessageRef message, boolean also, Instant now) {
    database.run(
        handle,
        KEEP_MESSAGE,
        message.channel(),
        message.id(),
        delivery.id(),
        part,
        also ? 1 : 0,
        shownNote(delivery.cargo()),
        shownComment(delivery.cargo()),
        now);
  }

  private static Optional<NoteId> shownNote(Cargo cargo) {
    return switch (cargo) {
      case Cargo.NoteCargo(var note, _) -> Optional.of(note);
      case Cargo.CommentCargo(var _, var note, var _) -> Optional.of(note);
      case Cargo.Update _, Cargo.Digest _, Cargo.Notice _, Cargo.LoginCode _, Cargo.Outcome _ ->
          Optional.empty();
    };
  }

  private static Optional<CommentId> shownComment(Cargo cargo) {
    return cargo instanceof Cargo.CommentCargo(var comment, var _, var _)
        ? Optional.of(comment)
        : Optional.empty();
  }

  @Override
  public void delivered(Delivery delivery, Instant now) {
    database.run(handle -> delivered(handle, delivery, now));
  }

  private void delivered(Handle handle, Delivery delivery, Instant now) {
    ended(handle, delivery, database.run(handle, DELIVERED, now, delivery.id()), now);
  }

  private void ended(Handle handle, Delivery delivery, int ended, Instant now) {
    if (ended == 1) {
      digests.ended(handle, delivery, now);
      lanes.ended(handle, delivery.id());
    }
  }

  @Override
  public void abandon(Delivery delivery, String reason, Instant now) {
    database.run(handle -> {
      var ended =
          handle
              .createUpdate(
                  """
                  update deliveries set state = 'abandoned', reason = :reason, ended_at = :now,
                      rest = '[]'
                  where id = :id and state = 'waiting'
                  """)
              .bind("reason", reason)
              .bind("now", now)
              .bind("id", delivery.id())
              .execute();
      ended(handle, delivery, ended, now);
    });
  }

  @Override
  public void abandonAll(ChannelId channel, String reason, Instant now) {
    database.run(handle -> {
      handle
          .createUpdate(
              """
              update deliveries set state = 'abandoned', reason = :reason, ended_at = :now,
                  rest = '[]'
              where channel = :channel and state = 'waiting'
                  and cargo in ('note', 'update', 'digest', 'comment')
              """)
          .bind("reason", reason)
          .bind("now", now)
          .bind("channel", channel)
          .execute();
      digests.ended(handle, channel, now);
      lanes.ended(handle, channel);
    });
  }

  @Override
  public void retry(Delivery delivery, Instant at, String reason) {
    database.run(handle -> {
      var failed =
          handle
              .createUpdate(
                  """
                  update deliveries set attempts = attempts + 1, reason = :reason,
                      failing_since = coalesce(failing_since, :at)
                  where id = :id and state = 'waiting'
                  """)
              .bind("reason", reason)
              .bind("at", at)
              .bind("id", delivery.id())
              .execute();
      if (failed == 1) {
        lanes.waitUntil(handle, delivery, at);
      }
    });
  }

  @Override
  public void postpone(Delivery delivery, Instant at) {
    database.run(handle -> {
      if (deliveries.waits(handle, delivery.id())) {
        lanes.waitUntil(handle, delivery, at);
      }
    });
  }

  @Override
  public List<Fate> fates(ChannelId channel, int limit) {
    return database.read(handle -> verdicts.fates(handle, channel, limit));
  }

  @Override
  public Optional<Fate> fate(ChannelId channel, NoteId note) {
    return database.read(handle -> verdicts.fate(handle, channel, note));
  }

  @Override
  public int sentSince(ChannelId channel, Feed feed, Instant since) {
    return verdicts.sentSince(channel, feed, since);
  }

  @Override
  public long waiting() {
    return database.read(handle ->
        handle
            .createQuery("select count(*) from deliveries where state = 'waiting'")
            .mapTo(Long.class)
            .one());
  }

  @Override
  public long waiting(ChannelId channel) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select count(*) from deliveries
                where channel = :channel and state = 'waiting'
                """)
            .bind("channel", channel)
            .mapTo(Long.class)
            .one());
  }
}
