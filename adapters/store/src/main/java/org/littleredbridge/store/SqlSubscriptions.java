package org.littleredbridge.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Feed;

/// Who follows what. A feed that nobody follows any more keeps its state.
final class SqlSubscriptions implements Subscriptions {
  private static final String EVERYTHING = "[]";
  private static final HotStatement TO =
      new HotStatement("select * from subscriptions where feed = ? order by since, id");

  // Every look reads all that follow a feed, and building an expression takes longer than that.
  private final Cache<String, Filter> filters = Caffeine.newBuilder().maximumSize(2_000).build();

  private final Database database;

  SqlSubscriptions(Database database) {
    this.database = database;
  }

  @Override
  public boolean add(ChannelId channel, Feed feed, int backlog, Filter filter, Instant now) {
    // The record knows what is allowed.
    var wish = new Subscription(channel, feed, now, backlog, false, filter);
    return database.write(handle -> {
      handle
          .createUpdate(
              "insert into feeds (feed, due_at) values (:feed, :now) on conflict do nothing")
          .bind("feed", feed)
          .bind("now", now)
          .execute();
      // What is decided next must not meet the end of a poll.
      database.hold(handle, "select 1 from feeds where feed = :key", feed.key());
      var primed = backlog == 0 && isPolledNow(handle, feed);
      var added = insert(handle, wish, primed);
      if (added && !primed) {
        handle
            .createUpdate("update feeds set due_at = :now where feed = :feed and due_at > :now")
            .bind("now", now)
            .bind("feed", feed)
            .execute();
        database.ring(handle, Wake.POLL);
      }
      return added;
    });
  }

  /// Whether the notes that the feed has brought are known up to its last poll: not when nobody
  /// followed it for a while, and not before the next poll then.
  private static boolean isPolledNow(Handle handle, Feed feed) {
    return handle
        .createQuery("select exists (select 1 from subscriptions where feed = :feed and primed)")
        .bind("feed", feed)
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean insert(Handle handle, Subscription wish, boolean primed) {
    return handle
            .createUpdate(
                """
                insert into subscriptions (channel, feed, since, backlog, primed, filter)
                values (:channel, :feed, :since, :backlog, :primed, :filter)
                on conflict (channel, feed) do nothing
                """)
            .bind("channel", wish.channel())
            .bind("feed", wish.feed())
            .bind("since", wish.since())
            .bind("backlog", wish.backlog())
            .bind("primed", primed)
            .bind("filter", JsonTexts.write(wish.filter().codes()))
            .execute()
        == 1;
  }

  @Override
  public boolean remove(ChannelId channel, Feed feed) {
    return database.write(handle ->
        handle
                .createUpdate("delete from subscriptions where channel = :channel and feed = :feed")
                .bind("channel", channel)
                .bind("feed", feed)
                .execute()
            == 1);
  }

  @Override
  public boolean filter(ChannelId channel, Feed feed, Filter filter) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    update subscriptions set filter = :filter
                    where channel = :channel and feed = :feed
                    """)
                .bind("filter", JsonTexts.write(filter.codes()))
                .bind("channel", channel)
                .bind("feed", feed)
                .execute()
            == 1);
  }

  @Override
  public List<Subscription> of(ChannelId channel) {
    return database.read(handle ->
        handle
            .createQuery("select * from subscriptions where channel = :channel order by since, id")
            .bind("channel", channel)
            .map((row, _) -> subscription(row))
            .list());
  }

  @Override
  public List<Subscription> to(Feed feed) {
    return database.list(TO, this::subscription, feed);
  }

  private Subscription subscription(ResultSet row) throws SQLException {
    return new Subscription(
        Columns.channel(row, "channel"),
        Feed.ofKey(row.getString("feed")),
        Columns.at(row, "since"),
        row.getInt("backlog"),
        row.getBoolean("primed"),
        filter(row.getString("filter")));
  }

  private Filter filter(String json) {
    return json.equals(EVERYTHING)
        ? Filter.NONE
        : filters.get(json, rules -> Filter.ofCodes(JsonTexts.read(rules)));
  }
}
