package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;

/// How columns come back as the core's values.
final class Columns {
  private Columns() {}

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Instant at(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<Instant> maybeAt(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  static ChannelId channel(ResultSet row, String column) throws SQLException {
    return ChannelId.ofKey(row.getString(column));
  }

  /// A message kept in two columns; both are empty when there is none.
  static Optional<MessageRef> message(ResultSet row, String channel, String message)
      throws SQLException {
    var id = row.getString(message);
    return id == null ? Optional.empty() : Optional.of(new MessageRef(channel(row, channel), id));
  }
}
