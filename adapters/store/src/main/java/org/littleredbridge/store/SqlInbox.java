package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;

/// Events in the order of their arrival. Of a done event only what tells a repetition stays.
final class SqlInbox implements Inbox {
  /// What an event is in columns.
  private record Packed(
      String kind,
      Optional<MessageRef> message,
      Optional<MessageRef> to,
      Optional<ChannelId> answerTo,
      Optional<Member> member,
      String text) {}

  private final Database database;

  SqlInbox(Database database) {
    this.database = database;
  }

  @Override
  public boolean accept(Event event) {
    var packed = pack(event);
    return database.write(handle -> {
      database.ring(handle, Wake.EVENTS);
      return handle
              .createUpdate(
                  """
                  insert into events (id, kind, channel, community, community_name,
                      message_channel, message, to_channel, to_message, answer_to, member,
                      member_name, member_standing, member_language, text, at)
                  values (:id, :kind, :channel, :community, :communityName,
                      :messageChannel, :message, :toChannel, :toMessage, :answerTo, :member,
                      :memberName, :memberStanding, :memberLanguage, :text, :at)
                  on conflict (id) do nothing
                  """)
              .bind("id", event.id())
              .bind("kind", packed.kind())
              .bind("channel", event.channel())
              .bind("community", event.community().key())
              .bind("communityName", event.community().name())
              .bind("messageChannel", packed.message().map(MessageRef::channel))
              .bind("message", packed.message().map(MessageRef::id))
              .bind("toChannel", packed.to().map(MessageRef::channel))
              .bind("toMessage", packed.to().map(MessageRef::id))
              .bind("answerTo", packed.answerTo())
              .bind("member", packed.member().map(Member::id))
              .bind("memberName", packed.member().map(Member::name))
              .bind("memberStanding", packed.member().map(m -> m.standing().name()))
              .bind(
                  "memberLanguage",
                  packed.member().flatMap(Member::language).map(Locale::toLanguageTag))
              .bind("text", packed.text())
              .bind("at", event.at())
              .execute()
          == 1;
    });
  }

  @Override
  public List<Event> waiting(int each, int limit) {
    // From channel to channel, and from event to event, by the index: however much waits in one.
    return database.read(handle ->
        handle
            .createQuery(
                """
                with recursive channels (channel) as (
                    select min(channel) from events where done_at is null
                    union all
                    select (select min(e.channel) from events e
                        where e.done_at is null and e.channel > channels.channel)
                    from channels where channels.channel is not null),
                oldest (channel, seq, turn) as (
                    select c.channel, (select min(e.seq) from events e
                        where e.done_at is null and e.channel = c.channel), 1
                    from channels c where c.channel is not null
                    union all
                    select o.channel, (select min(e.seq) from events e
                        where e.done_at is null and e.channel = o.channel and e.seq > o.seq),
                        o.turn + 1
                    from oldest o where o.seq is not null and o.turn < :each),
                chosen (seq) as (
                    select seq from oldest where seq is not null and turn <= :each
                    order by turn, seq limit :limit)
                select * from events where seq in (select seq from chosen) order by seq
                """)
            .bind("each", Math.max(0, each))
            .bind("limit", Math.max(0, limit))
            .map((row, _) -> event(row))
            .list());
  }

  @Override
  public void done(Event event, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                """
                update events set done_at = :now, text = '', member = null, member_name = null,
                    answer_to = null, community_name = ''
                where id = :id and done_at is null
                """)
            .bind("now", now)
            .bind("id", event.id())
            .execute());
  }

  private static Packed pack(Event event) {
    return switch (event) {
      case Event.Reply reply ->
          new Packed(
              "reply",
              Optional.of(reply.message()),
              Optional.of(reply.to()),
              Optional.empty(),
              Optional.of(reply.member()),
              reply.text());
      // Stored as a reply to nothing.
      case Event.Link link ->
          new Packed(
              "reply",
              Optional.of(link.message()),
              Optional.empty(),
              Optional.empty(),
              Optional.of(link.member()),
              link.text());
      case Event.Command command ->
          new Packed(
              "command",
              command.message(),
              Optional.empty(),
              Optional.of(command.answerTo()),
              Optional.of(command.member()),
              command.words());
      case Event.Press press ->
          new Packed(
              "press",
              Optional.of(press.message()),
              Optional.empty(),
              Optional.of(press.answerTo()),
              Optional.of(press.member()),
              press.action().code());
      case Event.Joined joined ->
          new Packed(
              "joined", Optional.empty(), Optional.empty(), Optional.empty(), joined.by(), "");
      case Event.Left _ ->
          new Packed(
              "left", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");
      case Event.Moved moved ->
          new Packed(
              "moved",
              Optional.empty(),
              Optional.empty(),
              Optional.of(moved.to()),
              Optional.empty(),
              "");
    };
  }

  private static Event event(ResultSet row) throws SQLException {
    var id = row.getString("id");
    var channel = Columns.channel(row, "channel");
    var community = community(row);
    var message = Columns.message(row, "message_channel", "message");
    var answerTo = Columns.text(row, "answer_to").map(ChannelId::ofKey);
    var member = member(row);
    var text = row.getString("text");
    var at = Columns.at(row, "at");
    var kind = row.getString("kind");
    return switch (kind) {
      case "reply" -> written(row, id, channel, community);
      case "command" ->
          new Event.Command(
              id,
              channel,
              community,
              message,
              answerTo.orElseThrow(),
              member.orElseThrow(),
              text,
              at);
      case "press" ->
          new Event.Press(
              id,
              channel,
              community,
              message.orElseThrow(),
              answerTo.orElseThrow(),
              member.orElseThrow(),
              Action.of(text).orElseThrow(),
              at);
      case "joined" -> new Event.Joined(id, channel, community, member, at);
      case "left" -> new Event.Left(id, channel, community, at);
      case "moved" -> new Event.Moved(id, channel, community, answerTo.orElseThrow(), at);
      default -> throw new IllegalStateException("no event is called " + kind);
    };
  }

  private static Event written(ResultSet row, String id, ChannelId channel, Community community)
      throws SQLException {
    var message = Columns.message(row, "message_channel", "message").orElseThrow();
    var to = Columns.message(row, "to_channel", "to_message");
    var member = member(row).orElseThrow();
    var text = row.getString("text");
    var at = Columns.at(row, "at");
    return to.isPresent()
        ? new Event.Reply(id, channel, community, message, to.get(), member, text, at)
        : new Event.Link(id, channel, community, message, member, text, at);
  }

  private static Community community(ResultSet row) throws SQLException {
    var key = row.getString("community");
    var colon = key.indexOf(':');
    return new Community(
        key.substring(0, colon), key.substring(colon + 1), row.getString("community_name"));
  }

  private static Optional<Member> member(ResultSet row) throws SQLException {
    var id = row.getString("member");
    if (id == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Member(
            id,
            row.getString("member_name"),
            Member.Standing.valueOf(row.getString("member_standing")),
            Columns.text(row, "member_language").map(Locale::forLanguageTag)));
  }
}
