package org.littleredbridge.note;

import java.net.URI;
import java.util.Optional;

/// The person who published a note or wrote a comment. `name` may be empty when the platform hides
/// it.
public record Creator(CreatorRef ref, String name, Optional<URI> avatar) {
  public CreatorId id() {
    return ref.id();
  }
}
