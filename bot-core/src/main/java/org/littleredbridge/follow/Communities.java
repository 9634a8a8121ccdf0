package org.littleredbridge.follow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Community;

/// Which communities may use the bridge. Thread-safe; every method is one transaction.
public interface Communities {
  enum State {
    /// An operator was asked and has not decided.
    ASKED,
    APPROVED,
    DECLINED
  }

  /// @param since when this state began
  /// @param by who decided; empty while nobody has
  record Known(Community community, State state, Instant since, String by) {}

  /// Stores a community as ASKED when it is new; keeps the newest name that is not empty in any
  /// case.
  ///
  /// @return what is known of it now
  Known seen(Community community, Instant now);

  Optional<Known> find(String key);

  /// Decides about a community that was seen.
  ///
  /// @param by the operator
  /// @return false when no such community was ever seen
  boolean decide(String key, State state, String by, Instant now);

  /// By name.
  List<Known> all();
}
