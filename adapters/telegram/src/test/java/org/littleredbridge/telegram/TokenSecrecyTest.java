package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.TelegramFault;
import org.littleredbridge.sandbox.telegram.TelegramFault.Way;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The token is a part of every address; nothing may tell it, whatever is logged.
class TokenSecrecyTest {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ch.qos.logback.classic.Logger bots =
      context.getLogger("org.telegram.telegrambots.longpolling");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<String> platform = new CopyOnWriteArrayList<>();
  private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          // The stand-in in this very process may tell its own token.
          if (String.valueOf(line.getLoggerName()).startsWith("okhttp3")) {
            platform.add(line.getMessage() + " " + printed(line.getThrown()));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    root.setLevel(Level.TRACE);
    bots.setLevel(Level.TRACE);
    root.detachAppender("out");
    lines.start();
    root.addAppender(lines);
    handler.setLevel(java.util.logging.Level.ALL);
    jdk.addHandler(handler);
    jdk.setLevel(java.util.logging.Level.ALL);
  }

  @AfterEach
  void stop() {
    root.detachAppender(lines);
    root.setLevel(Level.WARN);
    bots.setLevel(Level.OFF);
    jdk.removeHandler(handler);
    jdk.setLevel(java.util.logging.Level.INFO);
  }

  private static String printed(@Nullable Throwable thrown) {
    var text = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }

  @Test
  void givenEveryTroubleWithAllLogsOn_whenThingsFail_thenNobodyReadsTheToken() {
    var told = new StringBuilder();
    try (var stage =
        new TelegramStage(SandboxTelegramConfig.still(0), TelegramStage.QUICK, Clock.systemUTC())) {
      var token = stage.service.token();
      for (var way : List.of(Way.GARBAGE, Way.DROP_BEFORE, Way.TRUNCATED)) {
        stage.service.fault(TelegramFault.of("getUpdates", way));
        stage.service.fault(TelegramFault.of("sendMessage", way));
        stage.service.fault(TelegramFault.of("setMyCommands", way));
      }
      stage.service.fault(
          TelegramFault.error("sendMessage", 400, "Bad Request: http://h/bot" + token + "/x"));
      new Heard().on(stage.messenger());
      Await.that("it is well", () -> stage.messenger().state().mood() == Mood.WELL);
      stage.service.say(stage.group, TelegramStage.MAY, "/list");
      Await.that("all is read", () -> stage.service.pendingUpdates() == 0);
      for (int i = 0; i < 5; i++) {
        try {
          stage
              .messenger()
              .send(
                  stage.channel(), new Part.Say("x", Optional.empty()), Optional.empty(), "k" + i);
        } catch (ChatException e) {
          told.append(printed(e)).append(e.failure());
        }
      }
      stage.service.revokeToken(true);
      stage.service.say(stage.group, TelegramStage.MAY, "/list");
      Await.that("it stops", () -> stage.messenger().state().mood() == Mood.STOPPED);
      told.append(stage.messenger().state()).append(stage.messenger());
    }
    for (var line : List.copyOf(lines.list)) {
      told.append(line.getFormattedMessage()).append(line.getKeyValuePairs());
      if (line.getThrowableProxy() != null) {
        told.append(ThrowableProxyUtil.asString(line.getThrowableProxy()));
      }
    }
    platform.forEach(told::append);
    assertThat(lines.list).isNotEmpty();
    assertThat(told.toString())
        .contains("(token)")
        .doesNotContain("sandbox-token-that-opens-nothing-else");
  }
}
