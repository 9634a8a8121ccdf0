package org.littleredbridge.translate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A number that a text states, and the ways in which a translation may put it.
///
/// @param readings any one of them is right; everything in a reading must be said. Numbers stand in
///   digits as [#digits] writes them, words in English small letters
record Amount(Kind kind, List<Set<String>> readings) {
  enum Kind {
    /// Money: nothing but the number will do.
    PRICE,
    /// A plain count, which may be put in words such as "both".
    COUNT,
    /// Languages write it each in their own way: a month, a time of day, 万.
    SHAPED
  }

  Amount {
    readings = List.copyOf(readings);
  }

  private static Amount shaped(List<Set<String>> readings) {
    return new Amount(Kind.SHAPED, readings);
  }

  /// What any one of these words or numbers states.
  static Amount anyOf(String... said) {
    return shaped(Stream.of(said).map(Set::of).toList());
  }

  static Amount count(String value) {
    return new Amount(Kind.COUNT, List.of(Set.of(digits(value))));
  }

  /// 2个半 is 2.5; "an hour and a half" does not even say the one.
  static Amount andAHalf(String whole) {
    return anyOf(digits(whole), digits(whole + ".5"), "half");
  }

  /// One or two 块 may as well be pieces of something.
  static Amount price(String number) {
    var value = new BigDecimal(number);
    if (value.signum() == 0) {
      return anyOf("0", "free", "nothing");
    }
    return value.compareTo(BigDecimal.TWO) <= 0
        ? count(number)
        : new Amount(Kind.PRICE, List.of(Set.of(digits(value))));
  }

  /// 3块5 is 3.5; an engine may write "3 yuan 5" or "three fifty".
  static Amount price(String yuan, String cents) {
    var readings = new ArrayList<Set<String>>();
    readings.add(Set.of(digits(yuan + "." + cents)));
    readings.add(both(digits(yuan), digits(cents + "0")));
    if (!digits(yuan).equals(digits(cents))) {
      readings.add(both(digits(yuan), digits(cents)));
    }
    return new Amount(Kind.PRICE, readings);
  }

  /// 5毛 is half a yuan.
  static Amount tenthsOfYuan(String tenths) {
    var yuan = digits(new BigDecimal(tenths).movePointLeft(1));
    return new Amount(
        Kind.PRICE, List.of(Set.of(yuan), Set.of(digits(tenths)), Set.of(digits(tenths + "0"))));
  }

  /// 18:50 may be 6:50, 6.50, ten to seven.
  static Amount time(int hour, int minute) {
    var readings = new ArrayList<Set<String>>();
    for (int h : new int[] {hour, hour + 12, hour - 12}) {
      if (h >= 0) {
        addTime(readings, h, minute);
      }
    }
    if (hour % 12 == 0) {
      readings.add(Set.of("midnight"));
      readings.add(Set.of("noon"));
    }
    return new Amount(Kind.SHAPED, readings);
  }

  private static void addTime(List<Set<String>> readings, int hour, int minute) {
    var h = String.valueOf(hour);
    if (minute == 0) {
      readings.add(Set.of(h));
      return;
    }
    var next = String.valueOf(hour + 1);
    readings.add(both(h, String.valueOf(minute)));
    readings.add(Set.of(digits(h + "." + (minute < 10 ? "0" : "") + minute)));
    if (minute > 30) {
      readings.add(both(next, String.valueOf(60 - minute)));
    }
    switch (minute) {
      case 15 -> readings.add(Set.of(h, "quarter"));
      case 30 -> readings.add(Set.of(h, "half"));
      case 45 -> readings.add(Set.of(next, "quarter"));
      default -> {}
    }
  }

  static Amount month(int month) {
    var name = Month.of(month).name().toLowerCase(Locale.ROOT);
    return anyOf(
        String.valueOf(month),
        name,
        name.substring(0, 3),
        name.substring(0, Math.min(4, name.length())));
  }

  /// 8折 leaves 80 % to pay: 20 % off.
  static Amount discount(String share) {
    var tenths = share.replace(".", "");
    int left = Integer.parseInt(tenths) * (tenths.length() == 1 ? 10 : 1);
    var readings = new ArrayList<Set<String>>();
    readings.add(Set.of(String.valueOf(100 - left)));
    readings.add(Set.of(String.valueOf(left)));
    readings.add(Set.of(digits(share)));
    if (left == 50) {
      readings.add(Set.of("half"));
    }
    return new Amount(Kind.SHAPED, readings);
  }

  /// 8成 is 80 %.
  static Amount tenths(String digit) {
    return digit.equals("5") ? anyOf("5", "50", "half") : anyOf(digit, digit + "0");
  }

  /// A 斤 is half a kilo and has ten 两; it may be told in kilos or grams.
  ///
  /// @param rest the 两, or `half`, or empty
  static Amount weight(String jin, String rest) {
    var whole = new BigDecimal(jin);
    var tenths = rest.equals("half") ? "5" : rest;
    var value = rest.isEmpty() ? whole : whole.add(new BigDecimal(tenths).movePointLeft(1));
    var kilos = value.divide(BigDecimal.TWO);
    var readings = new ArrayList<Set<String>>();
    readings.add(Set.of(digits(value)));
    readings.add(Set.of(digits(kilos)));
    readings.add(Set.of(digits(kilos.setScale(1, RoundingMode.HALF_UP))));
    readings.add(Set.of(digits(kilos.movePointRight(3))));
    if (!rest.isEmpty()) {
      readings.add(both(digits(whole), rest));
    } else if (value.compareTo(BigDecimal.ONE) == 0) {
      readings.add(Set.of("half"));
      readings.add(Set.of("a"));
    }
    return shaped(readings);
  }

  /// 1米75, or 175 centimetres.
  static Amount metres(String metres, String rest) {
    var value = new BigDecimal(metres + "." + rest);
    return shaped(
        List.of(
            Set.of(digits(value)),
            both(metres, digits(rest)),
            Set.of(digits(value.movePointRight(2)))));
  }

  /// 98年 is 1998, but 20年 may be a span.
  static Amount year(String year) {
    return anyOf(digits(year), "19" + year, "20" + year);
  }

  /// 90分钟 is an hour and a half, 7天 a week.
  static Amount span(String number, String unit) {
    var readings = new ArrayList<Set<String>>();
    readings.add(Set.of(digits(number)));
    switch (unit) {
      case "分钟" -> {
        addWhole(readings, number, 60, "hour");
        switch (number) {
          case "30" -> readings.add(Set.of("half"));
          case "15", "45" -> readings.add(Set.of("quarter"));
          default -> {}
        }
      }
      case "小时" -> addWhole(readings, number, 24, "day");
      case "个月" -> addWhole(readings, number, 12, "year");
      default -> {
        addWhole(readings, number, 7, "week");
        addWhole(readings, number, 30, "month");
        addWhole(readings, number, 365, "year");
      }
    }
    return new Amount(Kind.COUNT, readings);
  }

  private static void addWhole(List<Set<String>> readings, String number, int of, String unit) {
    var share = new BigDecimal(number).divide(BigDecimal.valueOf(of), 4, RoundingMode.HALF_UP);
    if (share.compareTo(BigDecimal.ONE) == 0) {
      readings.add(Set.of(unit));
    } else if (share.compareTo(BigDecimal.ONE) > 0 && share.stripTrailingZeros().scale() <= 2) {
      readings.add(Set.of(digits(share)));
      if (digits(share).equals("1.5")) {
        readings.add(Set.of(unit, "half"));
      }
    }
  }

  /// Without zeros that say nothing: 3.50 and 3.5, 007 and 7 are the same.
  static String digits(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  static String digits(String number) {
    return digits(new BigDecimal(number));
  }

  static Set<String> both(String one, String other) {
    return one.equals(other) ? Set.of(one) : Set.of(one, other);
  }
}
