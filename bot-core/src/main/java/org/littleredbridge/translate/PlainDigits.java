package org.littleredbridge.translate;

import java.util.regex.Pattern;

/// Numbers in one spelling: wide digits as ordinary ones, thousands without commas.
final class PlainDigits {
  private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9]),(?=[0-9]{3})");

  private PlainDigits() {}

  static String of(String text) {
    var narrow = new StringBuilder(text.length());
    text.chars().forEach(c -> narrow.append((char) (c >= '０' && c <= '９' ? c - '０' + '0' : c)));
    return THOUSANDS.matcher(narrow).replaceAll("");
  }
}
