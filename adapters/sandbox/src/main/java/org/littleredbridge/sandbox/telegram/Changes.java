package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// https://core.telegram.org/bots/api#chatmemberupdated
final class Changes {
  private Changes() {}

  static ObjectNode of(
      Room room, TelegramUser by, Membership before, Membership after, long seconds) {
    var change = Json.object();
    change.set("chat", room.wire());
    change.set("from", by.wire());
    change.put("date", seconds);
    change.set("old_chat_member", before.wire(room.kind()));
    change.set("new_chat_member", after.wire(room.kind()));
    return change;
  }
}
