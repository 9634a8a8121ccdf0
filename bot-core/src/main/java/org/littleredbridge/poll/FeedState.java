package org.littleredbridge.poll;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.note.Feed;

/// How polling of a feed stands.
///
/// @param polledAt the last successful poll
/// @param failures failed polls since then
public record FeedState(
    Feed feed,
    Instant dueAt,
    Optional<Instant> polledAt,
    int failures,
    Optional<String> lastFailure) {}
