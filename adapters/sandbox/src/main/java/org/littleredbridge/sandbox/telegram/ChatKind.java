package org.littleredbridge.sandbox.telegram;

import java.util.Arrays;
import java.util.Locale;

/// The kinds of chats. A forum is a supergroup with topics; the wire calls both `supergroup`.
public enum ChatKind {
  PRIVATE,
  GROUP,
  SUPERGROUP,
  FORUM,
  CHANNEL;

  /// The wire's word, https://core.telegram.org/bots/api#chat .
  public String wire() {
    return this == FORUM ? "supergroup" : name().toLowerCase(Locale.ROOT);
  }

  /// True for those where several people talk.
  public boolean group() {
    return this == GROUP || this == SUPERGROUP || this == FORUM;
  }

  static ChatKind named(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" is no kind of chat; there are: private, group, supergroup, forum, channel."
                    .formatted(word)));
  }
}
