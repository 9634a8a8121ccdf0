package org.littleredbridge.note;

import java.time.Instant;
import java.util.Optional;

/// What became of a note since the bridge showed it first.
///
/// @param revision grows with each change that was found
/// @param editedAt when the last edit was found; RedNote does not tell when it was made
/// @param gone when it is not to be seen on RedNote now
public record NoteHistory(int revision, Optional<Instant> editedAt, Optional<Gone> gone) {
  /// Of a note that is as it was.
  public static final NoteHistory UNCHANGED =
      new NoteHistory(0, Optional.empty(), Optional.empty());

  /// A note that was taken down.
  ///
  /// @param reason the platform's own words, as [Failure.NoteGone] has them
  /// @param at when that was found
  public record Gone(String reason, Instant at) {}
}
