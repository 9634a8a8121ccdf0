package org.littleredbridge.sandbox.telegram;

import org.junit.jupiter.api.AfterEach;
import org.littleredbridge.sandbox.SettableClock;

/// A fresh Telegram with a supergroup for each test, whose time stands.
abstract class TelegramTest {
  static final TelegramUser ANN = TelegramUser.of(71, "Ann");
  static final TelegramUser BO = TelegramUser.of(72, "Bo").speaking("zh-hans");
  final SettableClock clock = new SettableClock();
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
}
