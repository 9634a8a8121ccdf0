package org.littleredbridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;

/// Makes digests of late notes. The notes' own deliveries stay behind as gathered: a holder that
/// comes late with one of them changes nothing of the digest. Its methods run within the caller's
/// transaction.
final class Digests {
  /// How many digests one claim makes at most.
  static final int AT_MOST = 20;

  private static final int LONGEST = 1_000;

  private final Database database;

  Digests(Database database) {
    this.database = database;
  }

  /// A digest of which nothing was sent.
  private record Open(long id, int notes) {}

  /// @param first of [#AT_MOST] numbers for digests
  /// @return whether anything became part of a digest
  boolean gather(Handle handle, ChannelId channel, int most, long first, Instant now) {
    var gathered = false;
    for (var number = first; number < first + AT_MOST; number++) {
      var open = open(handle, channel);
      var late = late(handle, channel, Math.max(LONGEST, most + 1), now);
      if (late.isEmpty() || open.isEmpty() && late.size() <= most) {
        return gathered;
      }
      var digest = open.isPresent() ? open.get() : begin(handle, number, late.getFirst());
      var some = late.subList(0, Math.min(LONGEST - digest.notes(), late.size()));
      takeIn(handle, digest, some);
      gathered = true;
    }
    return gathered;
  }

  private static Optional<Open> open(Handle handle, ChannelId channel) {
    return handle
        .createQuery(
            """
            select d.id, (select count(*) from deliveries g where g.digest = d.id) notes
            from deliveries d
            where d.channel = :channel and d.state = 'waiting' and d.cargo = 'digest'
                and not exists (select 1 from messages m where m.delivery = d.id and m.also = 0)
            order by d.place desc limit 1
            """)
        .bind("channel", channel)
        .map((row, _) -> new Open(row.getLong("id"), row.getInt("notes")))
        .findOne()
        .filter(open -> open.notes() < LONGEST);
  }

  private List<Long> late(Handle handle, ChannelId channel, int limit, Instant now) {
    return handle
        .createQuery(
            database.holding(
                """
                select d.id from deliveries d
                where d.channel = :channel and d.state = 'waiting' and d.cargo = 'note'
                    and d.late_at <= :now
                    and not exists (select 1 from messages m where m.delivery = d.id and m.also = 0)
                order by d.place limit :limit
                """,
                "d"))
        .bind("channel", channel)
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  /// What the first note went through, the digest went through.
  private static Open begin(Handle handle, long id, long first) {
    handle
        .createUpdate(
            """
            insert into deliveries (id, channel, place, cargo, attempts, failing_since, reason,
                accepted_at)
            select :id, channel, place, 'digest', attempts, failing_since, reason, accepted_at
            from deliveries where id = :first
            """)
        .bind("id", id)
        .bind("first", first)
        .execute();
    return new Open(id, 0);
  }

  private static void takeIn(Handle handle, Open digest, List<Long> notes) {
    var rows =
        handle.prepareBatch(
            "update deliveries set state = 'gathered', digest = :digest where id = :id");
    notes.forEach(id -> rows.bind("digest", digest.id()).bind("id", id).add());
    rows.execute();
    handle
        .createUpdate(
            """
            update verdicts set delivery = :digest, in_digest = 1
            where (channel, note) in (select channel, note from deliveries where digest = :digest)
            """)
        .bind("digest", digest.id())
        .execute();
    // Nothing of it was sent, so it may be cut otherwise.
    handle
        .createUpdate(
            """
            update deliveries set pictures = null, rest = null,
                place = case when place < :first then place else :first end
            where id = :digest
            """)
        .bind("first", notes.getFirst())
        .bind("digest", digest.id())
        .execute();
  }

  /// As below, when all digests of a channel ended.
  void ended(Handle handle, ChannelId channel, Instant now) {
    handle
        .createUpdate(
            """
            update deliveries set ended_at = :now
            where channel = :channel and state = 'gathered' and ended_at is null
            """)
        .bind("now", now)
        .bind("channel", channel)
        .execute();
  }

  /// What a digest gathered ends with it.
  void ended(Handle handle, Delivery delivery, Instant now) {
    if (delivery.cargo() instanceof Cargo.Digest) {
      handle
          .createUpdate("update deliveries set ended_at = :now where digest = :digest")
          .bind("now", now)
          .bind("digest", delivery.id())
          .execute();
    }
  }
}
