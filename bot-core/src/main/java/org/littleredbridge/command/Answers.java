package org.littleredbridge.command;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;

/// Leaves what is to be said in the outbox, so that it survives a restart and is said once.
record Answers(Outbox outbox, Runnable wake, Clock clock) {
  /// @param about the message that it answers; left out where it stands in another place
  /// @param key what was said under it is never said again
  void say(ChannelId place, Optional<MessageRef> about, String text, String key) {
    say(place, about, text, List.of(), key);
  }

  /// The same with buttons below it.
  void say(
      ChannelId place, Optional<MessageRef> about, String text, List<Action> actions, String key) {
    var replyTo = about.filter(message -> message.channel().equals(place));
    outbox.add(place, new Cargo.Notice(text, actions, replyTo), key, clock.instant());
    wake.run();
  }
}
