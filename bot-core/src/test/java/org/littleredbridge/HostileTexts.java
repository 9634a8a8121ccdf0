package org.littleredbridge;

import java.util.List;
import java.util.Random;

/// Texts that break programs which trust their input. Every one is a text that somebody could
/// publish or type.
public final class HostileTexts {
  private HostileTexts() {}

  /// For `@MethodSource("org.littleredbridge.HostileTexts#all")`.
  public static List<String> all() {
    return List.of(
        "",
        " ",
        "it's \"quoted\" `twice` \\ and back\\\\",
        "'; DROP TABLE note; --",
        "100% _under_ {0} ${HOME} {{x}} %s",
        "{\"json\": [null]}",
        "小红书 的 笔记 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDE8\uD83C\uDDF3 𠮷",
        "right\u202Eto left\u2066 zero\u200Bwidth e\u0301",
        "lines\nwith\r\nbreaks\tand tabs",
        "a\u0000NUL inside",
        "<script>alert(1)</script> **@everyone** [a](javascript:b)",
        "长".repeat(100_000));
  }

  /// What must come back of a kept text. A store may lose NUL, which PostgreSQL cannot hold, or
  /// replace it with the replacement character; nothing else.
  public static String readable(String text) {
    return text.replace("\u0000", "").replace("\uFFFD", "");
  }

  private static final List<String> PIECES =
      List.of(
          "@everyone",
          "@here",
          "<@123456789012345678>",
          "<@&1234>",
          "<#1234>",
          "@admin",
          "@durov",
          "<t:0:R>",
          "<:pika:123>",
          "</follow:1>",
          "<id:home>",
          "[click](https://evil.example)",
          "[a]: https://evil.example",
          "<https://evil.example>",
          "https://evil.example/a_b_c",
          "<b>",
          "</b>",
          "<a href=\"https://evil.example\">x</a>",
          "<tg-spoiler>",
          "&lt;",
          "&#60;",
          "&amp;",
          "**",
          "*",
          "__",
          "_",
          "~~",
          "||",
          "`",
          "```",
          "\\",
          "\\*",
          "> ",
          ">>> ",
          "# ",
          "-# ",
          "- ",
          "1. ",
          "#tag",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "!",
          "|",
          "=",
          "+",
          ".",
          "~",
          "\n",
          "\n\n",
          " ",
          "a",
          "B",
          "7",
          "长",
          "笔记",
          "😀",
          "👨\u200D👩\u200D👧",
          "e\u0301",
          "\u202E",
          "\u200B",
          "tg://user?id=7",
          "t.me/x",
          "discord.gg/x",
          "javascript:x",
          "'",
          "\"");

  /// Pieces of markup, pings and links of every service, put together at random.
  public static String random(Random random) {
    var text = new StringBuilder();
    var count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
