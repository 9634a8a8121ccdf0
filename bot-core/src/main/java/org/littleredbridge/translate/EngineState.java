package org.littleredbridge.translate;

import java.time.Instant;
import java.util.Optional;

/// How an engine is.
///
/// @param metered whether its calls are paid for
/// @param restsUntil empty while it is asked; [Instant#MAX]: until the next start, since its key
///   was refused
public record EngineState(String name, boolean metered, Optional<Instant> restsUntil) {}
