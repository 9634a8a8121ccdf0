package org.littleredbridge.discord;

import java.util.ArrayList;
import java.util.List;

/// Reads escaped text the way Discord's programs do, and finds every sign that would still mean
/// something. Written from Discord's description of its formatting, not from our escaping.
///
/// @param text what people see
/// @param meaning what formats, mentions or links otherwise than as it stands
record Reader(String text, List<String> meaning) {
  static Reader read(String raw) {
    var text = new StringBuilder();
    var meaning = new ArrayList<String>();
    boolean lineBegins = true;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      int shown = c == '<' ? raw.indexOf('>', i) : -1;
      if (shown > 0 && raw.substring(i, shown + 1).matches("<https?://[^\\s<>\\\\`|*]+>")) {
        text.append(raw, i + 1, shown);
        i = shown;
        lineBegins = false;
      } else if (c == '\\' && i + 1 < raw.length() && isSign(raw.charAt(i + 1))) {
        text.append(raw.charAt(++i));
        lineBegins = false;
      } else {
        if ("*_~`|<>[]#\\@".indexOf(c) >= 0) {
          meaning.add(c + " at " + i);
        }
        if (c == ':' && raw.substring(i).matches("(?s):[^\\s:]+:.*|://.*")) {
          meaning.add("emoji or address at " + i);
        }
        if (lineBegins && raw.substring(i).matches("(?s)(?:-|\\+|\\d+[.)]).*")) {
          meaning.add("list at " + i);
        }
        text.append(c);
        lineBegins =
            c == '\n' || lineBegins && (Character.isWhitespace(c) || Character.isSpaceChar(c));
      }
    }
    return new Reader(text.toString(), meaning);
  }

  private static boolean isSign(char c) {
    return c < 0x80 && !Character.isLetterOrDigit(c) && c > ' ';
  }
}
