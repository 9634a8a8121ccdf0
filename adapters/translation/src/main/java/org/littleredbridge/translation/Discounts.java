package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.littleredbridge.translate.Footnote;

/// Explains discounts, which Chinese counts the other way round: 打95折 leaves 95 % to pay.
final class Discounts implements TextRule {
  /// Without 打 only in digits, and never in words of folding: 折叠, 折页.
  private static final Pattern IN_DIGITS =
      Pattern.compile("(?:打|低至)?(?<![0-9.])([0-9]\\.[0-9]|[1-9][1-9]?)折(?![叠页扣纸线腾磨返射断痕])(起)?");

  /// 一波三折 is a saying, so a verb must stand before.
  private static final Pattern IN_WORDS =
      Pattern.compile("(?:打|低至|享)([一二两三四五六七八九]{1,2})折(?![叠页扣纸线腾磨返射断痕])(起)?");

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
      share(hits, words, inDigits(words.group(1)));
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
