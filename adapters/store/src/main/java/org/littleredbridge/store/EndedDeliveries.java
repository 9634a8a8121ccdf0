package org.littleredbridge.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Forgets deliveries that ended long ago, but not what they prove. Its methods run within the
/// caller's transaction.
final class EndedDeliveries {
  /// @return how many it forgot, at most `limit`
  int forget(Handle handle, Instant old, int limit) {
    var ids =
        handle
            .createQuery(
                "select id from deliveries where ended_at < :old order by ended_at limit :limit")
            .bind("old", old)
            .bind("limit", limit)
            .mapTo(Long.class)
            .list();
    if (!ids.isEmpty()) {
      // `why` goes on telling how they ended. What a digest gathered may go before it or after it.
      forEach(
          handle,
          ids,
          """
          update verdicts set (state, attempts, reason) = (
              select d.state, d.attempts, d.reason from deliveries d where d.id = verdicts.delivery)
          where (channel, note) in (
                  select d.channel, d.note from deliveries d where d.id = :id or d.digest = :id)
              and delivery = (select coalesce(d.digest, d.id) from deliveries d where d.id = :id)
              and exists (select 1 from deliveries d where d.id = verdicts.delivery)
          """);
      // A key is never forgotten; what was said under it is.
      forEach(
          handle,
          ids,
          """
          update deliveries set text = null, reason = null, ended_at = null
          where id = :id and key is not null
          """);
      forEach(handle, ids, "delete from deliveries where id = :id and key is null");
    }
    return ids.size();
  }

  private static void forEach(Handle handle, List<Long> ids, String sql) {
    var batch = handle.prepareBatch(sql);
    ids.forEach(id -> batch.bind("id", id).add());
    batch.execute();
  }

  /// Messages that show no note: nobody can ask for them once their delivery has ended.
  ///
  /// @return how many it forgot, at most `limit`
  int forgetMessages(Handle handle, Instant old, int limit) {
    return handle
        .createUpdate(
            """
            delete from messages where (channel, message) in (
                select m.channel, m.message from messages m
                where m.note is null and m.sent_at < :old and not exists (
                    select 1 from deliveries d where d.id = m.delivery and d.state = 'waiting')
                limit :limit)
            """)
        .bind("old", old)
        .bind("limit", limit)
        .execute();
  }
}
