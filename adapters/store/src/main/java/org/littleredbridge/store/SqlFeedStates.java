package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.poll.FeedState;
import org.littleredbridge.poll.FeedStates;

/// When feeds are due. A claim holds a feed back until its lease ends or its poll has ended.
final class SqlFeedStates implements FeedStates {
  // A look brings fewer; engines take no list without end.
  private static final int AT_ONCE = 500;

  private final Database database;
  private final UnderLease lease;

  SqlFeedStates(Database database, UnderLease lease) {
    this.database = database;
    this.lease = lease;
  }

  @Override
  public List<FeedState> claimDue(Instant now, int limit, Duration length) {
    return database.write(handle -> {
      if (!lease.holds(handle)) {
        return List.of();
      }
      var due =
          handle
              .createQuery(
                  database.claiming(
                      """
                      select * from feeds f where due_at <= :now and held_until <= :now
                          and exists (select 1 from subscriptions s where s.feed = f.feed)
                      order by due_at, feed limit :limit
                      """))
              .bind("now", now)
              .bind("limit", Math.max(0, limit))
              .map((row, _) -> state(row))
              .list();
      for (var one : due) {
        handle
            .createUpdate("update feeds set held_until = :until where feed = :feed")
            .bind("until", now.plus(length))
            .bind("feed", one.feed())
            .execute();
      }
      return due;
    });
  }

  @Override
  public Optional<FeedState> state(Feed feed) {
    return database.read(handle ->
        handle
            .createQuery("select * from feeds where feed = :feed")
            .bind("feed", feed)
            .map((row, _) -> state(row))
            .findOne());
  }

  @Override
  public Optional<Instant> nextDue() {
    return database.read(handle ->
        handle
            // Each half looks at the first rows of an index: it is asked after every poll.
            .createQuery(
                """
                select min(due) due from (
                    select * from (select due_at due from feeds f
                        where held_until <= due_at
                            and exists (select 1 from subscriptions s where s.feed = f.feed)
                        order by due_at limit 1) free
                    union all
                    select * from (select min(held_until) from feeds f
                        where held_until > due_at
                            and exists (select 1 from subscriptions s where s.feed = f.feed)) held
                ) firsts
                """)
            .map((row, _) -> Columns.maybeAt(row, "due"))
            .one());
  }

  @Override
  public Set<NoteId> unseen(Feed feed, Collection<NoteId> ids) {
    var unseen = new LinkedHashSet<>(ids);
    var some = new ArrayList<>(unseen);
    for (var from = 0; from < some.size(); from += AT_ONCE) {
      seen(feed, some.subList(from, Math.min(some.size(), from + AT_ONCE))).forEach(unseen::remove);
    }
    return unseen;
  }

  private List<NoteId> seen(Feed feed, List<NoteId> ids) {
    return database.read(handle ->
        handle
            .createQuery("select note from feed_notes where feed = :feed and note in (<ids>)")
            .bind("feed", feed)
            .bindList("ids", ids)
            .map((row, _) -> new NoteId(row.getString("note")))
            .list());
  }

  @Override
  public void polled(Feed feed, Instant began, Instant next) {
    whileHeld(handle -> {
      database.hold(handle, "select 1 from feeds where feed = :key", feed.key());
      handle
          .createUpdate(
              "update subscriptions set primed = true where feed = :feed and since <= :began")
          .bind("feed", feed)
          .bind("began", began)
          .execute();
      // Who began to follow during this poll was promised a poll at once.
      handle
          .createUpdate(
              """
              update feeds set held_until = 0, polled_at = :began, failures = 0,
                  last_failure = null,
                  due_at = case when exists (select 1 from subscriptions s
                          where s.feed = feeds.feed and not s.primed)
                          and due_at < :next
                      then due_at else :next end
              where feed = :feed
              """)
          .bind("began", began)
          .bind("next", next)
          .bind("feed", feed)
          .execute();
    });
  }

  @Override
  public void failed(Feed feed, Instant next, String reason) {
    whileHeld(handle ->
        handle
            .createUpdate(
                """
                update feeds set held_until = 0, due_at = :next, failures = failures + 1,
                    last_failure = :reason
                where feed = :feed
                """)
            .bind("next", next)
            .bind("reason", reason)
            .bind("feed", feed)
            .execute());
  }

  /// What a late holder has found does not count: the present one finds out by itself.
  private void whileHeld(Database.Task task) {
    database.run(handle -> {
      if (lease.holds(handle)) {
        task.on(handle);
      }
    });
  }

  private static FeedState state(ResultSet row) throws SQLException {
    return new FeedState(
        Feed.ofKey(row.getString("feed")),
        Instant.ofEpochMilli(Math.max(row.getLong("due_at"), row.getLong("held_until"))),
        Columns.maybeAt(row, "polled_at"),
        row.getInt("failures"),
        Columns.text(row, "last_failure"));
  }
}
