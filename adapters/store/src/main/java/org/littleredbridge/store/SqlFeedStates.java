package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.poll.FeedState;
import org.littleredbridge.poll.FeedStates;

/// When feeds are due. A claim holds a feed back until its lease ends or its poll has ended.
final class SqlFeedStates implements FeedStates {
  // A look brings fewer; engines take no list without end.
  private static final int AT_ONCE = 500;

  private static final HotStatement CLAIM =
      new HotStatement("update feeds set held_until = ? where feed = ?");
  // Each half looks at the first rows of an index: it is asked after every poll.
  private static final HotStatement NEXT_DUE =
      new HotStatement(
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
          """);
  private static final HotStatement FOLLOWED =
      new HotStatement(
          """
          select count(case when feed like 'creator:%' then 1 end) creators,
              count(case when feed like 'trending%' then 1 end) trending,
              count(case when feed like 'search:%' then 1 end) searches
          from (select distinct feed from subscriptions) followed
          """);
  private static final HotStatement PRIMED =
      new HotStatement(
          "update subscriptions set primed = true where feed = ? and since <= ? and not primed");
  // Who began to follow during this poll was promised a poll at once.
  private static final HotStatement POLLED =
      new HotStatement(
          """
          update feeds set held_until = 0, polled_at = ?, failures = 0, last_failure = null,
              due_at = case when exists (select 1 from subscriptions s
                      where s.feed = feeds.feed and not s.primed)
                      and due_at < ?
                  then due_at else ? end
          where feed = ?
          """);

  // Of those that came at once, the ids tell which is newer.
  private static final HotStatement NEWEST =
      new HotStatement(
          """
          select note from feed_notes where feed = ?
          order by brought_at desc, note desc limit ?
          """);

  private static final HotStatement LOOKED =
      new HotStatement(
          """
          insert into looks (feed, note, likes, likes_at_least, likes_exact, seen_at)
          values (?, ?, ?, ?, ?, ?)
          on conflict (feed, note) do update set
              likes = excluded.likes, likes_at_least = excluded.likes_at_least,
              likes_exact = excluded.likes_exact, seen_at = excluded.seen_at
          """);

  private final Database database;
  private final UnderLease lease;
  private final HotStatement due;

  SqlFeedStates(Database database, UnderLease lease) {
    this.database = database;
    this.lease = lease;
    this.due =
        new HotStatement(
            database.claiming(
                """
                select * from feeds f where due_at <= ? and held_until <= ?
                    and exists (select 1 from subscriptions s where s.feed = f.feed)
                order by due_at, feed limit ?
                """));
  }

  @Override
  public List<FeedState> claimDue(Instant now, int limit, Duration length) {
    return database.write(handle -> {
      if (!lease.holds(handle)) {
        return List.of();
      }
      var claimed = database.list(handle, due, SqlFeedStates::state, now, now, Math.max(0, limit));
      claimed.forEach(one -> database.run(handle, CLAIM, now.plus(length), one.feed()));
      return claimed;
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
  public Followed followed() {
    return database
        .list(
            FOLLOWED,
            row ->
                new Followed(
                    row.getInt("creators"), row.getInt("trending"), row.getInt("searches")))
        .getFirst();
  }

  @Override
  public Optional<Instant> nextDue() {
    return database.list(NEXT_DUE, row -> Columns.maybeAt(row, "due")).getFirst();
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

  @Override
  public Map<NoteId, Look> looks(Feed feed, Collection<NoteId> ids) {
    var looks = new HashMap<NoteId, Look>();
    var some = new ArrayList<>(new LinkedHashSet<>(ids));
    for (var from = 0; from < some.size(); from += AT_ONCE) {
      var list = some.subList(from, Math.min(some.size(), from + AT_ONCE));
      var query =
          new HotStatement(
              "select * from looks where feed = ? and note in (?"
                  + ", ?".repeat(list.size() - 1)
                  + ")");
      var values = Stream.concat(Stream.of(feed), list.stream()).toArray();
      database
          .list(query, row -> Map.entry(new NoteId(row.getString("note")), look(row)), values)
          .forEach(one -> looks.put(one.getKey(), one.getValue()));
    }
    return looks;
  }

  private static Look look(ResultSet row) throws SQLException {
    return new Look(
        new Count(
            row.getString("likes"), row.getLong("likes_at_least"), row.getBoolean("likes_exact")),
        Columns.at(row, "seen_at"));
  }

  @Override
  public void looked(Feed feed, Map<NoteId, Look> looks) {
    if (looks.isEmpty()) {
      return;
    }
    whileHeld(handle ->
        // In one order, so that two who write the same rows wait for each other.
        new TreeMap<>(byText(looks))
            .forEach((note, look) ->
                database.run(
                    handle,
                    LOOKED,
                    feed,
                    note,
                    look.likes().raw(),
                    look.likes().atLeast(),
                    look.likes().exact(),
                    look.at())));
  }

  private static Map<String, Look> byText(Map<NoteId, Look> looks) {
    return looks.entrySet().stream()
        .collect(Collectors.toMap(one -> one.getKey().value(), Map.Entry::getValue));
  }

  private List<NoteId> seen(Feed feed, List<NoteId> ids) {
    var query =
        new HotStatement(
            "select note from feed_notes where feed = ? and note in (?"
                + ", ?".repeat(ids.size() - 1)
                + ")");
    var values = Stream.concat(Stream.of(feed), ids.stream()).toArray();
    return database.list(query, row -> new NoteId(row.getString("note")), values);
  }

  @Override
  public List<NoteId> newest(Feed feed, int limit) {
    return database.list(
        NEWEST, row -> new NoteId(row.getString("note")), feed, Math.max(0, limit));
  }

  @Override
  public void polled(Feed feed, Instant began, Instant next) {
    whileHeld(handle -> {
      database.hold(handle, "select 1 from feeds where feed = :key", feed.key());
      database.run(handle, PRIMED, feed, began);
      database.run(handle, POLLED, began, next, next, feed);
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
