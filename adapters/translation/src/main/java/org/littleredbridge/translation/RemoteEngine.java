package org.littleredbridge.translation;

import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.EngineException;

/// An engine that is a service elsewhere. Thread-safe.
public interface RemoteEngine extends Engine, AutoCloseable {
  /// What it was asked for so far.
  EngineUsage usage();

  /// Asks the service who it is, at little or no cost. For the doctor; blocks.
  ///
  /// @return a part of a sentence about what it said
  /// @throws EngineException when it cannot be used; the message says what to look at
  String check();

  /// Ends calls under way. Harmless when repeated.
  @Override
  void close();
}
