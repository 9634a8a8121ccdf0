package org.littleredbridge.translate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds the numbers that a text states, as Chinese writes them: 3块5, 2万6千, 6点50, 8折. What
/// translators rephrase freely (520, 00后, 100%) is left out. Thread-safe.
final class AmountReader {
  /// @param money whether it holds behind a currency sign, too
  private record Rule(
      Pattern shape, boolean money, Function<MatchResult, Optional<Amount>> meaning) {}

  private static final String N = "([0-9]{1,15}(?:\\.[0-9]{1,6})?)";

  /// 千米 and 千克 are kilometres and kilograms.
  private static final String SCALE =
      "(?:[万亿百]|千(?![米克瓦卡])){1,3}|[wWkK](?![A-Za-z])|(?i:thousand|million|billion)(?![a-z])";

  private static final String RANGE_UNIT = "([月点折成]|" + SCALE + ")";
  private static final String FOLDED = "(?![叠页扣纸线腾磨返射断痕])";

  /// 10块3个 is three for ten; 9块9包邮 is 9.9 with postage.
  private static final String NO_MEASURE = "(?![个只条斤份杯碗张盒件瓶袋串根块次人天年支本双把颗粒片枚位头朵]|包(?!邮))";

  private static final Pattern START = Pattern.compile("(?<![0-9.])[0-9]");
  private static final Pattern CURRENCY = Pattern.compile("[¥￥$€£] ?$");

  /// Small numbers before 块 may count pieces (三块肉), so money must be plain: 三块钱, 三块五, 三十块.
  private static final Pattern HAN_PRICE =
      Pattern.compile(
          "(?<![几数好上第一二两三四五六七八九十百千万亿零〇])"
              + "([一二两三四五六七八九十][一二两三四五六七八九十百千万零〇]{0,8})"
              + "(?=[多来]?[块元毛](钱|[一二三四五六七八九](?:毛|$|[^\\p{IsHan}0-9]|[的就一]))?)");

  private static final Pattern HAN_TENTHS =
      Pattern.compile("(?<=[0-9]块)[一二三四五六七八九](?=毛|$|[^\\p{IsHan}0-9]|[的就一])");

  /// Number words of the net and its sales: 520 = I love you, 666 = well done, 618 = a sale in
  /// June. None and one are put in countless ways: alone, whole, free of.
  private static final Pattern SAYING =
      Pattern.compile("520|521|1314|6{3,9}|2?3{3,9}|233|5{3,9}|88|886|007|618|0|1");

  /// The first that fits counts.
  private static final List<Rule> RULES =
      List.of(
          // 3到6月, 3-5万: the first number shares the unit of the second.
          money(
              N + "[到至、~～–—-]{1,2}(?=[0-9]{1,6}(?:\\.[0-9]{1,2})? ?" + RANGE_UNIT + ")",
              m -> Optional.of(ofRange(text(m, 1), text(m, 2)))),
          rule(
              "([01]?[0-9]|2[0-4])(?:[:：]([0-5][0-9])(?![0-9])"
                  + "|[点时](?:([0-5]?[0-9])(?![0-9])(?:分(?!钟))?|(半)|([一三13])刻)?)",
              m -> Optional.of(Amount.time(Integer.parseInt(text(m, 1)), minute(m)))),
          // Ratios, scores, dates, fractions.
          rule("[0-9]{1,2}[:：][0-9]{1,2}(?![0-9])", _ -> Optional.empty()),
          rule("[0-9]{1,2}/[0-9]{1,2}(?![0-9])(?! ?[元块%％])", _ -> Optional.empty()),
          rule("[0-9][05]后|(?<=双)1[12]|100 ?[%％]|[0-9]分熟", _ -> Optional.empty()),
          rule("([1-9]|1[0-2])月", m -> Optional.of(Amount.month(Integer.parseInt(text(m, 1))))),
          rule(
              "([0-9]\\.[0-9]|[1-9][1-9]?)折" + FOLDED,
              m -> Optional.of(Amount.discount(text(m, 1)))),
          rule("50 ?[%％]", _ -> Optional.of(Amount.anyOf("50", "half"))),
          rule("([1-9])(?:成|分(?=[糖饱甜]))", m -> Optional.of(Amount.tenths(text(m, 1)))),
          money(
              "([0-9]{1,9})[块元]([0-9]{1,2})(?![0-9.])[毛角]?" + NO_MEASURE,
              m -> Optional.of(Amount.price(text(m, 1), text(m, 2)))),
          rule("([0-9]{1,2})(?:毛|角钱)", m -> Optional.of(Amount.tenthsOfYuan(text(m, 1)))),
          rule(
              N + "斤(?:([0-9])两|(半))?",
              m -> Optional.of(Amount.weight(text(m, 1), text(m, 2) + half(m, 3)))),
          rule(
              "([0-9])米([0-9]{1,2})(?![0-9.])",
              m -> Optional.of(Amount.metres(text(m, 1), text(m, 2)))),
          money(
              N + "\\+? ?(" + SCALE + ")((?:[0-9]{1,4}[千百]){0,2})(?:([0-9]{1,3})(?![0-9.]))?",
              m -> Optional.of(scaled(m))),
          rule("([0-9]{2})年", m -> Optional.of(Amount.year(text(m, 1)))),
          rule(
              "([0-9]{1,4})\\p{IsHan}{1,2}半(?![价天夜路])",
              m -> Optional.of(Amount.andAHalf(text(m, 1)))),
          rule(
              N + " ?(分钟|小时|天|个月)",
              m -> worthATest(text(m, 1), Amount.span(text(m, 1), text(m, 2)))),
          rule(
              N + "[多来余]? ?(?:元|块|(?i:rmb|usd|yuan))", m -> Optional.of(Amount.price(text(m, 1)))));

  private static final Rule PRICE = money(N, m -> Optional.of(Amount.price(text(m, 1))));

  private static final Rule PLAIN = rule(N, m -> worthATest(text(m, 1), Amount.count(text(m, 1))));

  /// In the order of the text.
  List<Amount> read(String text) {
    var plain = pricesInDigits(PlainDigits.of(text));
    var amounts = new ArrayList<Amount>();
    var start = START.matcher(plain);
    int at = 0;
    while (start.find(at)) {
      at = start.start();
      boolean money = CURRENCY.matcher(plain.substring(Math.max(0, at - 2), at)).find();
      at = read(plain, at, money, amounts);
    }
    return amounts;
  }

  /// @return where the number ends
  private static int read(String text, int at, boolean money, List<Amount> amounts) {
    for (var rule : RULES) {
      if (!money || rule.money()) {
        int end = apply(rule, text, at, amounts);
        if (end > at) {
          return end;
        }
      }
    }
    return apply(money ? PRICE : PLAIN, text, at, amounts);
  }

  private static int apply(Rule rule, String text, int at, List<Amount> amounts) {
    var matcher = rule.shape().matcher(text).region(at, text.length()).useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return at;
    }
    rule.meaning().apply(matcher).ifPresent(amounts::add);
    return matcher.end();
  }

  /// 三块五 becomes 3块5.
  private static String pricesInDigits(String text) {
    var yuan =
        HAN_PRICE
            .matcher(text)
            .replaceAll(match -> {
              boolean plain = match.group(2) != null;
              return HanNumerals.value(match.group(1))
                  .filter(value -> plain || value >= 10)
                  .map(String::valueOf)
                  .orElse(match.group(1));
            });
    return HAN_TENTHS
        .matcher(yuan)
        .replaceAll(match -> HanNumerals.value(match.group()).map(String::valueOf).orElse(""));
  }

  private static Optional<Amount> worthATest(String number, Amount amount) {
    return SAYING.matcher(number).matches() ? Optional.empty() : Optional.of(amount);
  }

  private static Amount ofRange(String first, String unit) {
    var readings = new ArrayList<Set<String>>();
    readings.add(Set.of(Amount.digits(first)));
    if ("月点折成".contains(unit)) {
      var amounts = new ArrayList<Amount>();
      read(first + unit, 0, false, amounts);
      amounts.forEach(amount -> readings.addAll(amount.readings()));
    } else {
      // 3-5万 may be 30,000-50,000 or 30-50k.
      var value = new BigDecimal(first).multiply(scale(unit));
      readings.add(Set.of(Amount.digits(value)));
      readings.add(Set.of(Amount.digits(value.movePointLeft(3))));
      readings.add(Set.of(Amount.digits(value.movePointLeft(6))));
    }
    return new Amount(Amount.Kind.SHAPED, readings);
  }

  /// 1.2万, 2万6千, 1万2 (which is 12,000), 5k.
  private static Amount scaled(MatchResult m) {
    var scale = scale(text(m, 2));
    var value = new BigDecimal(text(m, 1)).multiply(scale);
    for (var more : Pattern.compile("([0-9]+)([千百])").matcher(text(m, 3)).results().toList()) {
      value = value.add(new BigDecimal(more.group(1)).multiply(scale(more.group(2))));
    }
    var readings = new ArrayList<Set<String>>();
    if (text(m, 4).isEmpty()) {
      readings.add(Set.of(Amount.digits(value)));
    } else {
      var rest = new BigDecimal(text(m, 4));
      readings.add(Set.of(Amount.digits(value.add(rest))));
      readings.add(Set.of(Amount.digits(value.add(rest.multiply(scale.movePointLeft(1))))));
      readings.add(Amount.both(Amount.digits(value), Amount.digits(rest)));
    }
    if ("kKwW".contains(text(m, 2))) {
      // 4K is a picture's size, 65W a charger, a 5k run 5 km.
      readings.add(Set.of(Amount.digits(text(m, 1))));
    }
    return new Amount(Amount.Kind.SHAPED, readings);
  }

  private static BigDecimal scale(String scale) {
    return switch (scale.toLowerCase(Locale.ROOT)) {
      case "thousand" -> BigDecimal.valueOf(1_000);
      case "million" -> BigDecimal.valueOf(1_000_000);
      case "billion" -> BigDecimal.valueOf(1_000_000_000);
      default -> HanNumerals.scale(scale);
    };
  }

  private static int minute(MatchResult m) {
    if (!half(m, 4).isEmpty()) {
      return 30;
    }
    var quarters = text(m, 5);
    if (!quarters.isEmpty()) {
      return "一1".contains(quarters) ? 15 : 45;
    }
    var minute = text(m, 2) + text(m, 3);
    return minute.isEmpty() ? 0 : Integer.parseInt(minute);
  }

  private static String half(MatchResult match, int group) {
    return text(match, group).isEmpty() ? "" : "half";
  }

  private static String text(MatchResult match, int group) {
    return match.group(group) instanceof String found ? found : "";
  }

  private static Rule rule(String shape, Function<MatchResult, Optional<Amount>> meaning) {
    return new Rule(Pattern.compile(shape), false, meaning);
  }

  private static Rule money(String shape, Function<MatchResult, Optional<Amount>> meaning) {
    return new Rule(Pattern.compile(shape), true, meaning);
  }
}
