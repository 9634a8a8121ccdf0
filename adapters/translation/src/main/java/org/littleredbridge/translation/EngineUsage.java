package org.littleredbridge.translation;

/// What an engine was asked for since its start.
///
/// @param calls requests that were answered, whatever the answer
/// @param characters code points of texts that were sent, those sent again included
/// @param tokensIn as the service counts them; 0 where it does not tell
/// @param tokensOut the same for its answers
/// @param billed characters that the service says it charges for; 0 where it does not tell
public record EngineUsage(
    long calls, long characters, long tokensIn, long tokensOut, long billed) {}
