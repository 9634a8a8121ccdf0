package org.littleredbridge.follow;

import java.util.ArrayDeque;
import java.util.OptionalInt;

/// The brackets and repetitions of an expression, read without building it: repetitions of
/// repetitions would build a million steps out of forty characters.
///
/// @param size about how many steps it takes; rather too many than too few
/// @param unclosed where the innermost `(` stands that is never closed
/// @param unopened where the first `)` stands that closes nothing
record Outline(long size, OptionalInt unclosed, OptionalInt unopened) {
  private static final long ENDLESS = 1_000_000;

  static Outline of(String expression) {
    return new Walk(expression).outline();
  }

  private static final class Walk {
    private final String text;
    private final ArrayDeque<Long> before = new ArrayDeque<>();
    private final ArrayDeque<Integer> openings = new ArrayDeque<>();
    private OptionalInt unopened = OptionalInt.empty();
    // Of the group that the walk is in: all but its last atom, and that one.
    private long sum;
    private long last;
    private int at;

    Walk(String text) {
      this.text = text;
    }

    Outline outline() {
      while (at < text.length()) {
        step(text.charAt(at));
      }
      var size = sum + last;
      for (var outer : before) {
        size += outer;
      }
      var unclosed = openings.isEmpty() ? OptionalInt.empty() : OptionalInt.of(openings.getLast());
      return new Outline(size, unclosed, unopened);
    }

    private void step(char c) {
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '[' -> skipClass();
        case '\\' -> escape();
        case '{' -> repeat();
        case '*', '+', '?' -> {
          last++;
          at++;
        }
        default -> atom(1);
      }
    }

    private void atom(int length) {
      sum += last;
      last = 1;
      at += length;
    }

    private void open() {
      openings.addLast(at++);
      before.addLast(sum + last);
      sum = 0;
      last = 0;
    }

    private void close() {
      if (openings.isEmpty()) {
        unopened = unopened.isPresent() ? unopened : OptionalInt.of(at);
        at++;
        return;
      }
      openings.removeLast();
      last = sum + last + 2;
      sum = before.removeLast();
      at++;
    }

    private void skipClass() {
      var end = at + 1;
      if (text.startsWith("^", end)) {
        end++;
      }
      // At the begin it stands for itself.
      if (text.startsWith("]", end)) {
        end++;
      }
      while (end < text.length() && text.charAt(end) != ']') {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      atom(end + 1 - at);
    }

    private void escape() {
      if (text.startsWith("Q", at + 1)) {
        var end = text.indexOf("\\E", at + 2);
        var stop = end < 0 ? text.length() : end;
        for (at += 2; at < stop; ) {
          atom(1);
        }
        at = end < 0 ? stop : stop + 2;
      } else if (isCode(at + 1) && text.startsWith("{", at + 2)) {
        var end = text.indexOf('}', at);
        atom((end < 0 ? text.length() : end + 1) - at);
      } else {
        atom(2);
      }
    }

    /// What may have a name or number in braces behind it: `\p{Han}`, `\x{4e00}`.
    private boolean isCode(int place) {
      return place < text.length() && "pPx".indexOf(text.charAt(place)) >= 0;
    }

    private void repeat() {
      var end = text.indexOf('}', at);
      var times = end < 0 ? 0 : times(text.substring(at + 1, end));
      if (times == 0) {
        atom(1);
        return;
      }
      last = Math.min(ENDLESS, Math.max(1, last) * times);
      at = end + 1;
    }

    /// 0: this is no repetition.
    private static long times(String braces) {
      var comma = braces.indexOf(',');
      var least = number(comma < 0 ? braces : braces.substring(0, comma));
      var most =
          comma < 0 || comma == braces.length() - 1 ? least : number(braces.substring(comma + 1));
      return least < 0 || most < 0 ? 0 : Math.max(least, most) + 1;
    }

    private static long number(String digits) {
      if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return -1;
      }
      return digits.length() > 4 ? ENDLESS : Long.parseLong(digits);
    }
  }
}
