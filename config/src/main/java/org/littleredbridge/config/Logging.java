package org.littleredbridge.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sets how much is logged. Lines go to standard error; the ready line and the demo's notes have
/// standard output for themselves.
final class Logging {
  private Logging() {}

  /// @param quiet for the demo and for commands whose answer is on standard output
  static void start(boolean quiet) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var wanted = System.getProperty("bridge.log");
    var level =
        wanted != null ? Level.toLevel(wanted, Level.INFO) : quiet ? Level.WARN : Level.INFO;
    ((Logger) LoggerFactory.getLogger("org.littleredbridge")).setLevel(level);
  }
}
