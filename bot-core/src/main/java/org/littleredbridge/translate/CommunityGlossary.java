package org.littleredbridge.translate;

import java.time.Instant;
import java.util.List;

/// Words that communities explain to their own readers. They become footnotes there and nothing
/// else: translations are shared by all. Thread-safe; each method is one transaction.
public interface CommunityGlossary {
  /// What a community can have.
  int MOST = 500;

  /// What became of an entry.
  enum Put {
    ADDED,
    /// The term was there, in whatever case, and has this meaning now.
    REPLACED,
    /// The community has [#MOST] others.
    FULL
  }

  /// All of a community, by term.
  ///
  /// @param community its name in the store
  List<Footnote> of(String community);

  /// @param by who explains it
  Put put(String community, Footnote entry, String by, Instant at);

  /// @param term in whatever case
  /// @return false when there is none
  boolean remove(String community, String term);
}
