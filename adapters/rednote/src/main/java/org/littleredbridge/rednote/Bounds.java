package org.littleredbridge.rednote;

import java.time.Duration;

/// How long the command-line tool may take, and how much it may say. The tool itself waits for the
/// platform without an end of its own.
///
/// @param version asking for its version
/// @param call one call of the platform
/// @param allComments a dozen calls one after the other
/// @param bytes on either of its outputs
record Bounds(Duration version, Duration call, Duration allComments, long bytes) {
  static final Bounds DEFAULT =
      new Bounds(
          Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(180), 16L << 20);
}
