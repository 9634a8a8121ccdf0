package org.littleredbridge.translate;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers in Chinese characters: 一百, 两万六, 十二.
final class HanNumerals {
  static final Pattern RUN = Pattern.compile("[一二两三四五六七八九十百千万亿零〇]{1,12}");

  /// More than any note means; what is above is no number that could be checked.
  private static final long MOST = 1_000_000_000_000L;

  private static final String ONES = "零一二三四五六七八九";

  private HanNumerals() {}

  /// Empty for what is no single number: 两三 is "two or three", 百 alone is a word.
  static Optional<Long> value(String numeral) {
    long total = 0;
    long section = 0;
    long digit = -1;
    long last = 1;
    for (char c : numeral.replace('两', '二').replace('〇', '零').toCharArray()) {
      int one = ONES.indexOf(c);
      if (one > 0 && digit > 0) {
        return Optional.empty();
      }
      if (one >= 0) {
        digit = one;
        last = one == 0 ? 1 : last;
        continue;
      }
      long scale = scale(c);
      if (digit < 0 && section + total == 0 && c != '十') {
        return Optional.empty();
      }
      if (scale >= 10_000) {
        total = (total + section + Math.max(digit, 0)) * scale;
        section = 0;
        if (total > MOST) {
          return Optional.empty();
        }
      } else {
        section += (digit <= 0 ? 1 : digit) * scale;
      }
      last = scale;
      digit = -1;
    }
    // 一百五 is 150, 两万六 is 26,000: the last scale's next.
    return Optional.of(total + section + Math.max(digit, 0) * (last >= 100 ? last / 10 : 1));
  }

  /// 百万 is a million.
  static BigDecimal scale(String characters) {
    return characters
        .chars()
        .mapToObj(c -> BigDecimal.valueOf(scale((char) c)))
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  private static long scale(char c) {
    return switch (c) {
      case '十' -> 10;
      case '百' -> 100;
      case '千', 'k', 'K' -> 1_000;
      case '万', 'w', 'W' -> 10_000;
      case '亿' -> 100_000_000;
      default -> throw new IllegalArgumentException("no scale: " + c);
    };
  }
}
