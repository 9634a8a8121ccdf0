package org.littleredbridge.note;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Reads the platform's links out of what people paste, and makes links for people. Thread-safe.
public interface PlatformLinks {
  /// What a link points to.
  sealed interface Target {
    record ToNote(NoteRef note) implements Target {}

    record ToCreator(CreatorRef creator) implements Target {}
  }

  /// A link as it stands in a text.
  sealed interface Link {
    /// One that says itself where it leads.
    record Whole(Target target) implements Link {}

    /// One of which only the network knows where it leads.
    record Short(URI address) implements Link {}
  }

  /// Whether a text may hold a link of the platform; quick, and sometimes wrong about one that
  /// holds none. Asks nobody.
  boolean mentions(String text);

  /// The first few links of the platform in a text: a link alone, or a share text around one. Asks
  /// nobody.
  List<Link> read(String text);

  /// Where a short link leads. Blocks while the network is asked, for some seconds at most.
  ///
  /// @throws PlatformException when it leads to no note or creator, or cannot be asked
  Target resolve(Link.Short link);

  /// The page of a note, with its token when one is known.
  URI page(NoteRef note);

  /// The page of a creator.
  URI page(CreatorRef creator);

  /// What the first link of the platform in `text` points to. Asks the network about a short one.
  ///
  /// @return empty when there is none
  /// @throws PlatformException as [#resolve]
  default Optional<Target> find(String text) {
    return read(text).stream().findFirst().map(this::target);
  }

  /// The note that the first link to one points to. Asks the network about short links before it.
  ///
  /// @return empty when there is none
  /// @throws PlatformException when there is none, and a short link could not be followed
  default Optional<NoteRef> findNote(String text) {
    Optional<PlatformException> failed = Optional.empty();
    for (var link : read(text)) {
      try {
        if (target(link) instanceof Target.ToNote(var note)) {
          return Optional.of(note);
        }
      } catch (PlatformException e) {
        failed = failed.or(() -> Optional.of(e));
      }
    }
    if (failed.isPresent()) {
      throw failed.get();
    }
    return Optional.empty();
  }

  private Target target(Link link) {
    return switch (link) {
      case Link.Whole(var target) -> target;
      case Link.Short shortened -> resolve(shortened);
    };
  }
}
