package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.deliver.Outbox.Fate;
import org.littleredbridge.deliver.Outbox.Routed;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;

/// The rows of verdicts: what was decided about each note for each channel. Methods with a handle
/// run within the caller's transaction.
final class Verdicts {
  private static final HotStatement STORE =
      new HotStatement(
          """
          insert into verdicts (channel, note, verdict, detail, feed, decided_at, delivery)
          values (?, ?, ?, ?, ?, ?, ?)
          on conflict (channel, note) do update set
              verdict = excluded.verdict, detail = excluded.detail, feed = excluded.feed,
              decided_at = excluded.decided_at, delivery = excluded.delivery
          where verdicts.verdict <> 'send'
          """);
  private static final HotStatement SENT =
      new HotStatement(
          """
          select count(*) from verdicts
          where channel = ? and decided_at >= ? and verdict = 'send' and feed = ?
          """);

  private final Database database;

  Verdicts(Database database) {
    this.database = database;
  }

  /// A verdict to be stored; `delivery` is the id that its delivery will have.
  private record Decided(
      ChannelId channel, NoteId note, Verdict verdict, boolean late, Optional<Long> delivery) {}

  /// Stores verdicts, except over one to send, which stands for ever.
  ///
  /// @return the deliveries that follow from them, in the order of the notes
  List<Deliveries.NewDelivery> decide(Handle handle, Feed feed, List<Routed> notes, Instant now) {
    var decided = decided(handle, notes);
    if (decided.isEmpty()) {
      return List.of();
    }
    var counts = store(handle, feed, decided, now);
    var deliveries = new ArrayList<Deliveries.NewDelivery>();
    for (var i = 0; i < counts.length; i++) {
      var one = decided.get(i);
      if (counts[i] == 1 && one.delivery().isPresent()) {
        deliveries.add(
            new Deliveries.NewDelivery(
                one.delivery().get(),
                one.channel(),
                new Cargo.NoteCargo(one.note()),
                Optional.empty(),
                Optional.of(one.late() ? now : now.plus(Outbox.IN_TIME))));
      }
    }
    return deliveries;
  }

  private static List<Decided> decided(Handle handle, List<Routed> notes) {
    var all = notes.stream().mapToInt(routed -> routed.verdicts().size()).sum();
    if (all == 0) {
      return List.of();
    }
    // More than will be used; gaps do no harm.
    var id = Counters.DELIVERY.take(handle, all);
    var decided = new ArrayList<Decided>(all);
    for (var routed : notes) {
      for (var entry : routed.verdicts().entrySet()) {
        Optional<Long> delivery =
            entry.getValue() instanceof Verdict.Send ? Optional.of(id++) : Optional.empty();
        decided.add(
            new Decided(
                entry.getKey(),
                routed.note().id(),
                entry.getValue(),
                routed.late().contains(entry.getKey()),
                delivery));
      }
    }
    return decided;
  }

  private int[] store(Handle handle, Feed feed, List<Decided> decided, Instant now) {
    return database.runAll(
        handle,
        STORE,
        decided.stream()
            .map(one ->
                new Object[] {
                  one.channel(),
                  one.note(),
                  kind(one.verdict()),
                  detail(one.verdict()),
                  feed,
                  now,
                  one.delivery()
                })
            .toList());
  }

  int sentSince(ChannelId channel, Feed feed, Instant since) {
    return database.list(SENT, row -> row.getInt(1), channel, since, feed).getFirst();
  }

  List<Fate> fates(Handle handle, ChannelId channel, int limit) {
    return handle
        .createQuery(
            """
            select v.note, v.verdict, v.detail, v.decided_at, v.in_digest,
                coalesce(d.state, v.state) state, coalesce(d.reason, v.reason) reason,
                coalesce(d.attempts, v.attempts, 0) attempts
            from verdicts v left join deliveries d on d.id = v.delivery
            where v.channel = :channel order by v.decided_at desc, v.id desc limit :limit
            """)
        .bind("channel", channel)
        .bind("limit", Math.max(0, limit))
        .map((row, _) -> fate(row))
        .list();
  }

  Optional<Fate> fate(Handle handle, ChannelId channel, NoteId note) {
    return handle
        .createQuery(
            """
            select v.note, v.verdict, v.detail, v.decided_at, v.in_digest,
                coalesce(d.state, v.state) state, coalesce(d.reason, v.reason) reason,
                coalesce(d.attempts, v.attempts, 0) attempts
            from verdicts v left join deliveries d on d.id = v.delivery
            where v.channel = :channel and v.note = :note
            """)
        .bind("channel", channel)
        .bind("note", note)
        .map((row, _) -> fate(row))
        .findOne();
  }

  private static Fate fate(ResultSet row) throws SQLException {
    return new Fate(
        new NoteId(row.getString("note")),
        verdict(row.getString("verdict"), row.getString("detail")),
        Columns.text(row, "state"),
        row.getInt("attempts"),
        Columns.text(row, "reason"),
        Columns.at(row, "decided_at"),
        row.getBoolean("in_digest"));
  }

  private static String kind(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Send() -> "send";
      case Verdict.Filtered _ -> "filtered";
      case Verdict.Primed() -> "primed";
      case Verdict.Capped _ -> "capped";
    };
  }

  private static String detail(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Send(), Verdict.Primed() -> "";
      case Verdict.Filtered(var rule) -> rule;
      case Verdict.Capped(var ceiling) -> ceiling;
    };
  }

  private static Verdict verdict(String kind, String detail) {
    return switch (kind) {
      case "send" -> new Verdict.Send();
      case "filtered" -> new Verdict.Filtered(detail);
      case "primed" -> new Verdict.Primed();
      case "capped" -> new Verdict.Capped(detail);
      default -> throw new IllegalStateException("no verdict is called " + kind);
    };
  }
}
