package org.littleredbridge.sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How visitors looked at profiles.
///
/// @param count how many profiles were shown
/// @param first when the first of them was
/// @param shown by a note's id, when it stood on a profile for the first time; the platform's clock
///   right before its answer
public record Looks(long count, Optional<Instant> first, Map<String, Instant> shown) {
  public Looks {
    shown = Map.copyOf(shown);
  }
}
