package org.littleredbridge.config;

import java.net.URI;

/// A bridge that was started.
interface Running {
  URI url();

  /// Where the stand-in of RedNote inside it answers.
  URI sandbox();

  boolean isAlive();

  /// What it logged.
  String err();

  /// Ends it in order.
  void stop();

  /// Ends it at once where that is possible.
  void kill();
}
