package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;

/// Events in the order of their arrival. Of a done event only what tells a repetition stays.
final class SqlInbox implements Inbox {
  private record Packed(
      String kind, Optional<MessageRef> message, Optional<MessageRef> to, String text) {}

  private final Connections connections;

  SqlInbox(Connections connections) {
    this.connections = connections;
  }

  @Override
  public boolean accept(Event event) {
    var packed = pack(event);
    return connections.write(handle ->
        handle
                .createUpdate(
                    """
                    insert into events (id, kind, channel, message_channel, message,
                        to_channel, to_message, member, member_name, member_manages, text, at)
                    values (:id, :kind, :channel, :messageChannel, :message,
                        :toChannel, :toMessage, :member, :memberName, :manages, :text, :at)
                    on conflict (id) do nothing
                    """)
                .bind("id", event.id())
                .bind("kind", packed.kind())
                .bind("channel", event.channel())
                .bind("messageChannel", packed.message().map(MessageRef::channel))
                .bind("message", packed.message().map(MessageRef::id))
                .bind("toChannel", packed.to().map(MessageRef::channel))
                .bind("toMessage", packed.to().map(MessageRef::id))
                .bind("member", event.member().id())
                .bind("memberName", event.member().name())
                .bind("manages", event.member().mayManage())
                .bind("text", packed.text())
                .bind("at", event.at())
                .execute()
            == 1);
  }

  @Override
  public List<Event> waiting(int limit) {
    return connections.read(handle ->
        handle
            .createQuery("select * from events where done_at is null order by seq limit :limit")
            .bind("limit", Math.max(0, limit))
            .map((row, _) -> event(row))
            .list());
  }

  @Override
  public void done(Event event, Instant now) {
    connections.run(handle ->
        handle
            .createUpdate(
                """
                update events set done_at = :now, text = '', member = '', member_name = ''
                where id = :id and done_at is null
                """)
            .bind("now", now)
            .bind("id", event.id())
            .execute());
  }

  private static Packed pack(Event event) {
    return switch (event) {
      case Event.Reply reply ->
          new Packed("reply", Optional.of(reply.message()), Optional.of(reply.to()), reply.text());
      case Event.Command command ->
          new Packed("command", command.message(), Optional.empty(), command.words());
    };
  }

  private static Event event(ResultSet row) throws SQLException {
    var id = row.getString("id");
    var channel = Columns.channel(row, "channel");
    var message = Columns.message(row, "message_channel", "message");
    var to = Columns.message(row, "to_channel", "to_message");
    var member =
        new Member(
            row.getString("member"),
            row.getString("member_name"),
            row.getBoolean("member_manages"));
    var text = row.getString("text");
    var at = Columns.at(row, "at");
    var kind = row.getString("kind");
    return switch (kind) {
      case "reply" ->
          new Event.Reply(id, channel, message.orElseThrow(), to.orElseThrow(), member, text, at);
      case "command" -> new Event.Command(id, channel, message, member, text, at);
      default -> throw new IllegalStateException("no event is called " + kind);
    };
  }
}
