package org.littleredbridge.translation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;

/// Chinese weights, lengths and sums in units that people elsewhere know: 3斤 is 1.5 kg. Each unit
/// is explained once in a text.
final class Units implements TextRule {
  /// A whole number in one group, thousands parted by commas or not: of 1,200 never the 200 only.
  static final String NUMBER =
      NumberSayings.DIGIT_NEXT
          + "(?<![0-9.A-Za-z]|[0-9],)(?!(?<=[0-9]，)[0-9]{3}(?![0-9]))"
          + "((?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,8})(?:\\.[0-9]{1,4})?)";

  private static final String DIGITS = NUMBER + " ?";

  /// Behind few or many (几, 好几) a number counts nothing exactly.
  private static final String WORDS =
      "(?=[一二两三四五六七八九十半])(?<![几数好上一二两三四五六七八九十百千万])([一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九半])";

  private static final String HAN = "零一二三四五六七八九";
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);
  private static final BigDecimal BILLION = new BigDecimal(1_000_000_000);

  private static final List<TextRule> RULES =
      List.of(
          unit("斤", DIGITS + "斤(半)?", Units::jin),
          unit("斤", WORDS + "斤(半)?", Units::jin),
          unit(
              "两",
              DIGITS + "两(?![个天年次人种百千万名位本只条件张点边步])",
              n -> plain(times(n, "50")) + " g; 一两 is 50 g"),
          unit("亩", DIGITS + "亩", n -> "about " + grouped(times(n, "666.67")) + " m²"),
          unit(
              "里",
              DIGITS + "里(?=路|地(?!方)|远|$|[^\\p{L}\\p{N}])",
              n -> plain(times(n, "0.5")) + " km; 一里 is half a kilometre"),
          rule("寸照", "(?:1|一)寸(?=照|证件照|免冠)", _ -> "small portrait for papers, 25 × 35 mm"),
          rule("寸照", "(?:2|二|两)寸(?=照|证件照|免冠)", _ -> "portrait for papers, 35 × 49 mm"),
          unit(
              "寸",
              "(?<!尺)" + DIGITS + "英?寸(?!照|证件|免冠|土|步|头)",
              n -> plain(n) + " inches, about " + round(times(n, "2.54")) + " cm"),
          rule(
              "尺",
              NumberSayings.DIGIT_NEXT + "(?<![0-9.公英]|[0-9],)([1-9])尺(?:([1-9])寸?)?(?![0-9寸码度子])",
              m -> "about " + round(times(digits(m), "33.33")) + " cm"),
          unit(
              "平",
              DIGITS + "平(?:方米|米|方)?(?![台价均时日常面板底静安凡民易整局衡坐躺手稳行滑原安果替A-Za-z])",
              n -> plain(n) + " m²"),
          rule(
              "米",
              NumberSayings.DIGIT_NEXT
                  + "(?<![0-9.]|[0-9],)([12])米([0-9]{1,2})(?![0-9.])(?![个只条跑])",
              m -> m.group(1) + "." + (m.group(2) + "0").substring(0, 2) + " m"),
          rule("成新", "([1-9])成新", m -> m.group(1) + "0% as good as new"),
          TextRule.of(
              "体重",
              "体重(?:是|只有|才|约|大概)?([0-9]{2,3}(?:\\.[0-9])?)"
                  + "(?![.,]?[0-9]| ?(?i:kg|lbs?|g)| ?公斤| ?千克| ?克| ?斤| ?磅|%|％)",
              Units::weight));

  @Override
  public List<Hit> find(String text) {
    return RULES.stream().flatMap(rule -> rule.find(text).stream()).toList();
  }

  static String grouped(BigDecimal number) {
    if (number.compareTo(BILLION) >= 0) {
      return plain(number.divide(BILLION)) + " billion";
    }
    return number.compareTo(MILLION) >= 0
        ? plain(number.divide(MILLION)) + " million"
        : String.format(
            Locale.ROOT, "%,d", number.setScale(0, RoundingMode.HALF_UP).toBigInteger());
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static BigDecimal times(BigDecimal number, String factor) {
    return number.multiply(new BigDecimal(factor));
  }

  private static TextRule unit(String unit, String shape, Function<BigDecimal, String> meaning) {
    return rule(unit, shape, match -> meaning.apply(number(match)));
  }

  private static TextRule rule(String kind, String shape, Function<MatchResult, String> meaning) {
    return TextRule.of(kind, shape, match -> Optional.of(meaning.apply(match)));
  }

  /// The first group, with a half when the second holds 半.
  private static BigDecimal number(MatchResult match) {
    var written = match.group(1);
    var number = Character.isDigit(written.charAt(0)) ? number(written) : inDigits(written);
    boolean half = match.groupCount() > 1 && "半".equals(match.group(2));
    return half ? number.add(HALF) : number;
  }

  static BigDecimal number(String written) {
    return new BigDecimal(written.replace(",", ""));
  }

  /// 半, 两 and the numbers up to 九十九.
  private static BigDecimal inDigits(String words) {
    if (words.equals("半")) {
      return HALF;
    }
    int ten = words.indexOf('十');
    if (ten < 0) {
      return new BigDecimal(digit(words, 0));
    }
    int tens = ten == 0 ? 1 : digit(words, 0);
    int ones = ten == words.length() - 1 ? 0 : digit(words, ten + 1);
    return new BigDecimal(10 * tens + ones);
  }

  private static int digit(String words, int at) {
    return words.charAt(at) == '两' ? 2 : HAN.indexOf(words.charAt(at));
  }

  private static String jin(BigDecimal number) {
    return plain(times(number, "0.5")) + " kg; 一斤 is half a kilogram";
  }

  /// A weight without a unit is in 斤, unless nobody weighs so little.
  private static Optional<String> weight(MatchResult match) {
    var number = new BigDecimal(match.group(1));
    return number.compareTo(new BigDecimal(70)) < 0
        ? Optional.empty()
        : Optional.of(
            plain(times(number, "0.5")) + " kg; people give their weight in 斤, half kilograms");
  }

  private static BigDecimal digits(MatchResult match) {
    var tenths = match.group(2) == null ? "0" : match.group(2);
    return new BigDecimal(match.group(1) + "." + tenths);
  }

  private static String round(BigDecimal number) {
    return number.setScale(0, RoundingMode.HALF_UP).toPlainString();
  }
}
