package org.littleredbridge.sandbox.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;

/// A fresh Telegram with a supergroup for each test, whose time stands.
abstract class TelegramTest {
  static final TelegramUser ANN = TelegramUser.of(71, "Ann");
  static final TelegramUser BO = TelegramUser.of(72, "Bo").speaking("zh-hans");
  final StandingClock clock = new StandingClock();
  final SandboxTelegram telegram = SandboxTelegram.start(config(), clock);
  final Caller bot = new Caller(telegram);
  final long group = telegram.createChat(ChatKind.SUPERGROUP, "Group");

  SandboxTelegramConfig config() {
    return SandboxTelegramConfig.still(0);
  }

  @AfterEach
  void end() {
    bot.close();
    telegram.close();
  }

  /// Sends to the supergroup. @return the message's id
  int sent(String text) {
    return bot.call("sendMessage", "{'chat_id':%d,'text':'%s'}", group, text)
        .result()
        .path("message_id")
        .asInt();
  }

  static final class StandingClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-21T08:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
