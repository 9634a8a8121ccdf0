package org.littleredbridge.follow;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// An expression for folded texts: its letters are folded like theirs, and a wide sign means
/// itself, not what its narrow form does in an expression: `广告？` looks for a question mark.
///
/// Folding is not left to re2j. On some characters (ᲀ and others of that block, with re2j 1.8 on
/// Java 25) it never comes back from a search for their capitals, and ranges such as `[a-龥]` hold
/// them. So the flag `i` is taken out of groups too: it would change nothing.
final class FoldedExpression {
  private static final Pattern FLAGS = Pattern.compile("\\(\\?([a-zA-Z]*)(-[a-zA-Z]*)?([:)])");
  private static final Pattern NAME = Pattern.compile("\\(\\?P?<[^>]*>?");

  private final String typed;
  private final StringBuilder folded = new StringBuilder();
  // Where each character of the folded one stood in the typed one.
  private int[] origins = new int[256];
  private int at;

  private FoldedExpression(String typed) {
    this.typed = typed;
  }

  static FoldedExpression of(String typed) {
    var folded = new FoldedExpression(typed);
    while (folded.at < typed.length()) {
      folded.step();
    }
    return folded;
  }

  String text() {
    return folded.toString();
  }

  /// Where in the typed expression a place of the folded one is.
  int origin(int place) {
    return place < folded.length() ? origins[place] : typed.length();
  }

  private void step() {
    switch (typed.charAt(at)) {
      case '\\' -> escape();
      case '[' -> list();
      case '(' -> group();
      default -> literal(false);
    }
  }

  private void escape() {
    if (typed.startsWith("\\Q", at)) {
      var end = typed.indexOf("\\E", at);
      copy(2);
      while (at < (end < 0 ? typed.length() : end)) {
        literal(true);
      }
      copy(end < 0 ? 0 : 2);
      return;
    }
    var next = at + 1 < typed.length() ? typed.codePointAt(at + 1) : ' ';
    if ("pPx".indexOf(next) >= 0 && typed.startsWith("{", at + 2)) {
      var end = typed.indexOf('}', at);
      copy((end < 0 ? typed.length() : end + 1) - at);
      return;
    }
    var narrow = narrow(next);
    if (narrow.isPresent() && !Character.isLetterOrDigit(narrow.get().charAt(0))) {
      put("\\" + narrow.get());
      at += 2;
    } else {
      copy(Math.min("pP".indexOf(next) >= 0 ? 3 : 2, typed.length() - at));
    }
  }

  /// What stands in brackets: a range keeps its ends in their order.
  private void list() {
    copy(typed.startsWith("[^", at) ? 2 : 1);
    if (typed.startsWith("]", at)) {
      copy(1);
    }
    while (at < typed.length() && typed.charAt(at) != ']') {
      if (typed.charAt(at) == '\\') {
        escape();
      } else if (isEndOfRange()) {
        var c = typed.codePointAt(at);
        put(Character.toString(Character.toLowerCase(c)));
        at += Character.charCount(c);
      } else {
        literal(false);
      }
    }
    if (at < typed.length()) {
      copy(1);
    }
  }

  private boolean isEndOfRange() {
    var after = at + Character.charCount(typed.codePointAt(at));
    return typed.startsWith("-", after) || typed.charAt(at - 1) == '-';
  }

  private void group() {
    var name = NAME.matcher(typed).region(at, typed.length());
    var flags = FLAGS.matcher(typed).region(at, typed.length());
    if (name.lookingAt()) {
      copy(name.end() - at);
    } else if (flags.lookingAt()) {
      var on = flags.group(1).replace("i", "");
      var off = Optional.ofNullable(flags.group(2)).orElse("").replace("i", "");
      var end = flags.group(3);
      var kept = on + (off.equals("-") ? "" : off);
      put("(?" + kept + (kept.isEmpty() && end.equals(")") ? ":)" : end));
      at = flags.end();
    } else {
      copy(1);
    }
  }

  private void literal(boolean quoted) {
    var c = typed.codePointAt(at);
    var one = Character.toString(c);
    var plain = FoldedText.of(one);
    if (plain.isEmpty() && !Character.isWhitespace(c)) {
      // Nobody sees it, and folded texts do not have it.
      put("");
    } else if (narrow(c).isPresent() && !Character.isLetterOrDigit(plain.charAt(0))) {
      put((quoted ? "" : "\\") + plain);
    } else {
      put(plain.codePointCount(0, plain.length()) == 1 ? plain : one);
    }
    at += Character.charCount(c);
  }

  /// The ASCII character that a wide or otherwise different one is the same as.
  private static Optional<String> narrow(int c) {
    return c < 128
        ? Optional.empty()
        : Optional.of(FoldedText.of(Character.toString(c)))
            .filter(plain -> plain.length() == 1 && plain.charAt(0) < 128);
  }

  private void copy(int length) {
    for (int i = 0; i < length; i++) {
      put(typed.substring(at, at + 1));
      at++;
    }
  }

  private void put(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (folded.length() == origins.length) {
        origins = Arrays.copyOf(origins, origins.length * 2);
      }
      origins[folded.length()] = at;
      folded.append(text.charAt(i));
    }
  }
}
