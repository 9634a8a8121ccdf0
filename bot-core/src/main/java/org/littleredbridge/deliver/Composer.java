package org.littleredbridge.deliver;

import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;

/// Makes the post of a delivery. May block: it translates and fetches media.
interface Composer {
  /// What is left to send of a delivery whose main message is not yet in the channel: messages of
  /// pictures, from where those that were sent end, then the main message, then texts. Of a digest:
  /// the messages that are left, whichever were sent.
  ///
  /// @return empty when there is nothing to show, such as a note that left the store
  Optional<Post> compose(Delivery delivery, MessengerCapabilities capabilities);

  /// A message and what it is to show from now on.
  record Edit(MessageRef message, Part part) {}

  /// What a [Cargo.Update] changes of what the channel has.
  ///
  /// @return empty when there is nothing to change, such as after a newer one
  default List<Edit> edits(
      Delivery delivery, List<Outbox.Copy> copies, MessengerCapabilities capabilities) {
    return List.of();
  }
}
