package org.littleredbridge.deliver;

import java.util.Optional;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Post;

/// Makes the post of a delivery. May block: it translates and fetches media.
interface Composer {
  /// @return empty when there is nothing left to show, such as a note that left the store
  Optional<Post> compose(Delivery delivery, MessengerCapabilities capabilities);
}
