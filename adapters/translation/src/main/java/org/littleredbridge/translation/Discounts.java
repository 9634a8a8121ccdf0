package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.littleredbridge.translate.Footnote;

/// Explains discounts, which Chinese counts the other way round: 打95折 leaves 95 % to pay.
final class Discounts implements TextRule {
  /// Not in words of folding: 折叠, 折页, nor before what is folded: 3折伞; but 5折门票 is cheap.
  private static final String FOLD = "折(?![叠页扣纸线腾磨返射断痕伞椅凳桌屏]|床(?![品单垫上])|门(?![票店市]))(起)?";

  /// Without 打 only in digits; not the end of a range.
  private static final Pattern IN_DIGITS =
      Pattern.compile("(?:打|低至)?(?<![0-9.]|[0-9][-~～—–、到至])([0-9]\\.[0-9]|[1-9][1-9]?)" + FOLD);

  private static final Pattern RANGE =
      Pattern.compile("(?:打|低至)?(?<![0-9.])([1-9])[-~～—–、到至]([1-9])" + FOLD);

  /// 一波三折 is a saying, so a verb must stand before.
  private static final Pattern IN_WORDS = Pattern.compile("(?:打|低至|享)([一二两三四五六七八九]{1,2})" + FOLD);

  private static final Pattern MONEY_OFF =
      Pattern.compile("(每)?满([0-9]{1,6})[元块]?[立再可直]?减([0-9]{1,6})");

  private static final String DIGITS = "零一二三四五六七八九";

  @Override
  public List<Hit> find(String text) {
    var hits = new ArrayList<Hit>();
    var digits = IN_DIGITS.matcher(text);
    while (digits.find()) {
      share(hits, digits, digits.group(1).replace(".", ""));
    }
    var words = IN_WORDS.matcher(text);
    while (words.find()) {
      var tenths = inDigits(words.group(1));
      if (isRange(tenths)) {
        between(hits, words, tenths.charAt(0), tenths.charAt(1));
      } else {
        share(hits, words, tenths);
      }
    }
    var ranges = RANGE.matcher(text);
    while (ranges.find()) {
      between(hits, ranges, ranges.group(1).charAt(0), ranges.group(2).charAt(0));
    }
    var moneyOff = MONEY_OFF.matcher(text);
    while (moneyOff.find()) {
      var when =
          moneyOff.group(1) == null
              ? " off once you spend " + moneyOff.group(2)
              : " off for every " + moneyOff.group(2) + " you spend";
      hits.add(hit(moneyOff, moneyOff.group(3) + when));
    }
    return hits;
  }

  /// 七八 is seven or eight, but 八八 and 九八 are 88 and 98.
  private static boolean isRange(String tenths) {
    return tenths.length() == 2 && tenths.charAt(1) - tenths.charAt(0) == 1;
  }

  private static void between(List<Hit> hits, Matcher match, char one, char other) {
    int least = 10 * ('9' + 1 - Math.max(one, other));
    int most = 10 * ('9' + 1 - Math.min(one, other));
    hits.add(hit(match, least + "-" + most + "% off; the numbers say how much is left to pay"));
  }

  /// @param tenths one digit for tenths, two for hundredths left to pay
  private static void share(List<Hit> hits, Matcher match, String tenths) {
    int paid = Integer.parseInt(tenths) * (tenths.length() == 1 ? 10 : 1);
    if (paid > 0) {
      var most = match.group(2) == null ? "" : "up to ";
      hits.add(hit(match, most + (100 - paid) + "% off; the number says how much is left to pay"));
    }
  }

  private static Hit hit(Matcher match, String meaning) {
    return new Hit(
        match.start(), match.end(), match.group(), new Footnote(match.group(), "", meaning));
  }

  private static String inDigits(String words) {
    var digits = new StringBuilder();
    words.chars().forEach(c -> digits.append(DIGITS.indexOf(c == '两' ? '二' : c)));
    return digits.toString();
  }
}
