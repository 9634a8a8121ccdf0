package org.littleredbridge.config;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was opened, in order; closed in the opposite order. For one thread.
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      var part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        // The others must still get their turn to stop in order.
        log.atError()
            .addKeyValue("part", part.getClass().getSimpleName())
            .setCause(e)
            .log("did not stop well");
      }
    }
  }
}
