package org.littleredbridge.note;

import java.net.URI;
import java.util.Optional;

/// Reads the platform's links out of what people paste, and makes links for people. Thread-safe.
public interface PlatformLinks {
  /// What a pasted text points to: a link, a share text around a link, or a bare id.
  sealed interface Target {
    record ToNote(NoteRef note) implements Target {}

    record ToCreator(CreatorRef creator) implements Target {}
  }

  /// The first link of the platform in `text`. May ask the network where a short link leads, at
  /// most some seconds.
  ///
  /// @return empty when there is none
  /// @throws PlatformException when a short link could not be resolved
  Optional<Target> find(String text);

  /// The page of a note, with its token when one is known.
  URI page(NoteRef note);

  /// The page of a creator.
  URI page(CreatorRef creator);
}
