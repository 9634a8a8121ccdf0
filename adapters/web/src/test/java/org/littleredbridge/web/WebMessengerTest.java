package org.littleredbridge.web;

import org.littleredbridge.chat.ChatStage;
import org.littleredbridge.chat.MessengerContract;

final class WebMessengerTest extends MessengerContract {
  @Override
  protected ChatStage newStage() {
    return new WebStage();
  }
}
