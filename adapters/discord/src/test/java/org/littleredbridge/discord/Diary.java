package org.littleredbridge.discord;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes all that is logged at any level while it is open, by us and by the libraries.
final class Diary implements AutoCloseable {
  private final ch.qos.logback.classic.Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          var proxy = event.getThrowableProxy();
          note(
              event.getLoggerName(),
              event.getFormattedMessage()
                  + event.getKeyValuePairs()
                  + (proxy == null ? "" : ThrowableProxyUtil.asString(proxy)));
        }
      };
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord event) {
          var thrown = new StringWriter();
          if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(thrown));
          }
          note(String.valueOf(event.getLoggerName()), event.getMessage() + thrown);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  Diary() {
    root.detachAppender("out");
    root.setLevel(Level.TRACE);
    appender.start();
    root.addAppender(appender);
    handler.setLevel(java.util.logging.Level.ALL);
    jdk.addHandler(handler);
    jdk.setLevel(java.util.logging.Level.ALL);
  }

  private void note(String logger, String line) {
    // The stand-in in this very process may tell what is its own.
    if (!logger.startsWith("org.littleredbridge.sandbox") && !logger.startsWith("io.helidon")) {
      lines.add(logger + ": " + line);
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(before);
    jdk.removeHandler(handler);
    jdk.setLevel(java.util.logging.Level.INFO);
  }
}
