package org.littleredbridge.telegram;

import org.littleredbridge.chat.ChatStage;
import org.littleredbridge.chat.MessengerContract;

/// Telegram keeps to what every messenger keeps to, against its stand-in.
final class TelegramMessengerTest extends MessengerContract {
  @Override
  protected ChatStage newStage() {
    return new TelegramStage();
  }
}
