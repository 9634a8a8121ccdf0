package org.littleredbridge.config.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.Received;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;

/// Telegram's stand-in, without limits unless a chat is given one.
final class TelegramHouse implements House {
  // What is judged is written down apart; the messages themselves would only fill the memory.
  private static final int MESSAGES_KEPT = 20;

  private final SandboxTelegram telegram =
      SandboxTelegram.start(SandboxTelegramConfig.still(0).withKeep(MESSAGES_KEPT));

  TelegramHouse() {
    telegram.record(Judged.MARK);
  }

  @Override
  public String settings() {
    // What is measured is the bridge, not how long it waits for Telegram's sake.
    return "telegram: { token: \"%s\", api: \"%s\", limits: { bot: off, chat: off, group: off } }"
        .formatted(telegram.token(), telegram.url());
  }

  /// Where a method of the Bot API is called.
  String method(String name) {
    return "%s/bot%s/%s".formatted(telegram.url(), telegram.token(), name);
  }

  @Override
  public List<String> rooms(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Long.toString(telegram.createChat(ChatKind.CHANNEL, "Chat " + i)))
        .toList();
  }

  void limit(String chat, int messages, Duration span) {
    telegram.limit(Long.parseLong(chat), messages, span);
  }

  @Override
  public long arrived() {
    return telegram.recorded();
  }

  @Override
  public Map<String, Received> received() {
    var all = new TreeMap<String, Received>();
    telegram.received().forEach((chat, got) -> all.put(Long.toString(chat), got));
    return all;
  }

  @Override
  public void close() {
    telegram.close();
  }
}
