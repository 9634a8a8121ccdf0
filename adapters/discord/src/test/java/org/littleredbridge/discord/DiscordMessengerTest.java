package org.littleredbridge.discord;

import org.littleredbridge.chat.ChatStage;
import org.littleredbridge.chat.MessengerContract;

class DiscordMessengerTest extends MessengerContract {
  @Override
  protected ChatStage newStage() {
    return new DiscordStage();
  }
}
