package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Shape;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;

/// The rows of deliveries, for every port that makes some. Its methods run within the caller's
/// transaction.
final class Deliveries {
  private static final HotStatement ADD =
      new HotStatement(
          """
          insert into deliveries (id, channel, place, cargo, note, comment, reply_channel,
              reply_message, reply_state, text, actions, key, accepted_at, late_at, revision)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (key) do nothing
          """);
  private static final HotStatement WAKE =
      new HotStatement(
          """
          insert into lanes (channel, due_at) values (?, ?)
          on conflict (channel) do update set due_at = excluded.due_at where lanes.due_at is null
          """);
  private static final HotStatement HEADS =
      new HotStatement(
          """
          select d.*, m.part, m.channel sent_channel, m.message sent_message
          from (select * from deliveries where channel = ? and state = 'waiting'
              order by place limit ?) d
          left join messages m on m.delivery = d.id and m.also = 0
          order by d.place, d.id, m.part
          """);

  private final Database database;

  Deliveries(Database database) {
    this.database = database;
  }

  /// A delivery to be stored under an id that the caller took from [Counters#DELIVERY].
  record NewDelivery(
      long id, ChannelId channel, Cargo cargo, Optional<String> key, Optional<Instant> lateAt) {}

  /// One of the messages of a delivery that waits, if it has any.
  private record Head(Delivery delivery, int part, Optional<MessageRef> sent) {}

  /// What a cargo is in columns.
  private record Packed(
      String kind,
      Optional<NoteId> note,
      Optional<CommentId> comment,
      Optional<MessageRef> reply,
      Optional<ReplyState> replyState,
      Optional<String> text,
      List<Action> actions) {}

  /// @return whether it was added: a second one of this key is not
  boolean add(Handle handle, ChannelId channel, Cargo cargo, String key, Instant now) {
    var id = Counters.DELIVERY.take(handle, 1);
    var delivery = new NewDelivery(id, channel, cargo, Optional.of(key), Optional.empty());
    return add(handle, List.of(delivery), now);
  }

  /// Adds deliveries in the order of the list, and makes their lanes due.
  ///
  /// @return whether all were added
  boolean add(Handle handle, List<NewDelivery> deliveries, Instant now) {
    if (deliveries.isEmpty()) {
      return true;
    }
    var counts =
        database.runAll(
            handle, ADD, deliveries.stream().map(delivery -> row(delivery, now)).toList());
    var added = new ArrayList<NewDelivery>();
    for (var i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        added.add(deliveries.get(i));
      }
    }
    SqlNoteLooks.watch(
        database, handle, added.stream().flatMap(Deliveries::shownNote).toList(), now);
    // In one order everywhere, so that two who wake the same lanes do not wait for each other.
    wake(
        handle,
        added.stream()
            .map(NewDelivery::channel)
            .distinct()
            .sorted(Comparator.comparing(ChannelId::key))
            .toList(),
        now);
    return added.size() == deliveries.size();
  }

  /// A private answer to one press cannot be changed later.
  private static Stream<NoteId> shownNote(NewDelivery delivery) {
    var passing = delivery.channel().isPrivate() && !delivery.channel().isPerson();
    return delivery.cargo() instanceof Cargo.NoteCargo(var note, _) && !passing
        ? Stream.of(note)
        : Stream.empty();
  }

  private static Object[] row(NewDelivery delivery, Instant now) {
    var packed = pack(delivery.cargo());
    return new Object[] {
      delivery.id(),
      delivery.channel(),
      delivery.id(),
      packed.kind(),
      packed.note(),
      packed.comment(),
      packed.reply().map(MessageRef::channel),
      packed.reply().map(MessageRef::id),
      packed.replyState().map(Enum::name),
      packed.text(),
      actions(packed.actions()),
      delivery.key(),
      now,
      delivery.lateAt(),
      delivery.cargo() instanceof Cargo.Update(_, var revision)
          ? Optional.of(revision)
          : Optional.empty()
    };
  }

  private void wake(Handle handle, Collection<ChannelId> channels, Instant now) {
    if (channels.isEmpty()) {
      return;
    }
    // A lane that waits already keeps its time: it may have been told to wait.
    database.runAll(
        handle, WAKE, channels.stream().map(channel -> new Object[] {channel, now}).toList());
    database.ring(handle, Wake.DELIVER);
  }

  boolean waits(Handle handle, long id) {
    return handle
        .createQuery("select state = 'waiting' from deliveries where id = :id")
        .bind("id", id)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /// The first `limit` deliveries that wait for a channel, in order, with what was sent of them;
  /// nothing after the first digest, since each may list a thousand notes.
  ///
  /// @param turn of the claim that they are for
  List<Delivery> heads(Handle handle, ChannelId channel, int limit, long turn) {
    var heads = new ArrayList<Delivery>();
    for (var head : waiting(handle, channel, limit, turn)) {
      if (head.cargo() instanceof Cargo.Digest) {
        heads.add(with(head, new Cargo.Digest(gathered(handle, head.id()))));
        break;
      }
      heads.add(head);
    }
    return heads;
  }

  private static List<NoteId> gathered(Handle handle, long digest) {
    return handle
        .createQuery("select note from deliveries where digest = :digest order by id")
        .bind("digest", digest)
        .map((row, _) -> new NoteId(row.getString("note")))
        .list();
  }

  private List<Delivery> waiting(Handle handle, ChannelId channel, int limit, long turn) {
    var rows =
        database.list(
            handle,
            HEADS,
            row ->
                new Head(
                    delivery(row, channel, turn),
                    row.getInt("part"),
                    Columns.message(row, "sent_channel", "sent_message")),
            channel,
            limit);
    var all = new ArrayList<Delivery>();
    for (var row : rows) {
      if (all.isEmpty() || all.getLast().id() != row.delivery().id()) {
        all.add(row.delivery());
      }
      row.sent()
          .ifPresent(sent -> all.set(all.size() - 1, withPart(all.getLast(), row.part(), sent)));
    }
    return all;
  }

  private static Delivery delivery(ResultSet row, ChannelId channel, long turn)
      throws SQLException {
    return new Delivery(
        row.getLong("id"),
        channel,
        cargo(row),
        row.getInt("attempts"),
        List.of(),
        shape(row),
        Columns.at(row, "accepted_at"),
        Columns.maybeAt(row, "late_at"),
        Columns.maybeAt(row, "failing_since"),
        turn);
  }

  private static Optional<Shape> shape(ResultSet row) throws SQLException {
    var pictures = row.getInt("pictures");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Shape(pictures, JsonTexts.read(row.getString("rest"))));
  }

  private static Delivery withPart(Delivery delivery, int part, MessageRef message) {
    var sent = new ArrayList<>(delivery.sent());
    if (part == sent.size()) {
      sent.add(message);
    } else if (part == sent.size() - 1) {
      // Sent twice, by a holder that had lost its lease: either message will do.
      sent.set(part, message);
    }
    return with(delivery, delivery.cargo(), sent);
  }

  private static Delivery with(Delivery delivery, Cargo cargo) {
    return with(delivery, cargo, delivery.sent());
  }

  private static Delivery with(Delivery delivery, Cargo cargo, List<MessageRef> sent) {
    return new Delivery(
        delivery.id(),
        delivery.channel(),
        cargo,
        delivery.attempts(),
        sent,
        delivery.shape(),
        delivery.acceptedAt(),
        delivery.lateAt(),
        delivery.failingSince(),
        delivery.turn());
  }

  private static Packed pack(Cargo cargo) {
    return switch (cargo) {
      case Cargo.NoteCargo(var note, var replyTo) ->
          new Packed(
              "note",
              Optional.of(note),
              Optional.empty(),
              replyTo,
              Optional.empty(),
              Optional.empty(),
              List.of());
      case Cargo.Update(var note, var _) ->
          new Packed(
              "update",
              Optional.of(note),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of());
      case Cargo.Digest _ ->
          throw new IllegalArgumentException("a digest is made of notes that wait");
      case Cargo.CommentCargo(var comment, var note, var answerTo) ->
          new Packed(
              "comment",
              Optional.of(note),
              Optional.of(comment),
              Optional.of(answerTo),
              Optional.empty(),
              Optional.empty(),
              List.of());
      case Cargo.Notice(var text, var actions, var replyTo) ->
          new Packed(
              "notice",
              Optional.empty(),
              Optional.empty(),
              replyTo,
              Optional.empty(),
              Optional.of(text),
              actions);
      // The wordless notice with that button alone; it is made for no other purpose.
      case Cargo.LoginCode(var account) ->
          new Packed(
              "notice",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(""),
              List.of(new Action.LoginCode(account)));
      case Cargo.Outcome(var reply, var state, var text) ->
          new Packed(
              "outcome",
              Optional.empty(),
              Optional.empty(),
              Optional.of(reply),
              Optional.of(state),
              Optional.of(text),
              List.of());
    };
  }

  private static Cargo cargo(ResultSet row) throws SQLException {
    var reply = Columns.message(row, "reply_channel", "reply_message");
    var kind = row.getString("cargo");
    return switch (kind) {
      case "note" -> new Cargo.NoteCargo(new NoteId(row.getString("note")), reply);
      case "update" -> new Cargo.Update(new NoteId(row.getString("note")), row.getInt("revision"));
      case "digest" -> new Cargo.Digest(List.of());
      case "comment" ->
          new Cargo.CommentCargo(
              new CommentId(row.getString("comment")),
              new NoteId(row.getString("note")),
              reply.orElseThrow());
      case "notice" -> notice(row.getString("text"), actions(row), reply);
      case "outcome" ->
          new Cargo.Outcome(
              reply.orElseThrow(),
              ReplyState.valueOf(row.getString("reply_state")),
              row.getString("text"));
      default -> throw new IllegalStateException("no cargo is called " + kind);
    };
  }

  private static Cargo notice(String text, List<Action> actions, Optional<MessageRef> reply) {
    return text.isEmpty()
            && actions.size() == 1
            && actions.getFirst() instanceof Action.LoginCode(var account)
        ? new Cargo.LoginCode(account)
        : new Cargo.Notice(text, actions, reply);
  }

  private static Optional<String> actions(List<Action> actions) {
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(JsonTexts.write(actions.stream().map(Action::code).toList()));
  }

  private static List<Action> actions(ResultSet row) throws SQLException {
    return Columns.text(row, "actions").map(JsonTexts::read).orElse(List.of()).stream()
        .flatMap(code -> Action.of(code).stream())
        .toList();
  }
}
