package org.littleredbridge.sandbox.telegram;

import java.util.Arrays;
import java.util.Locale;

/// What somebody is in a chat, https://core.telegram.org/bots/api#chatmember . For the bot in a
/// private chat `KICKED` means that the person blocked it and `LEFT` that they never started it.
public enum Standing {
  CREATOR,
  ADMINISTRATOR,
  MEMBER,
  RESTRICTED,
  LEFT,
  KICKED;

  /// The wire's word.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// True for those who may change the chat.
  public boolean administers() {
    return this == CREATOR || this == ADMINISTRATOR;
  }

  /// True for those who are in the chat.
  public boolean present() {
    return this != LEFT && this != KICKED;
  }

  static Standing named(String word) {
    return Arrays.stream(values())
        .filter(standing -> standing.wire().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" is no status; there are: creator, administrator, member, restricted, left, kicked."
                    .formatted(word)));
  }
}
