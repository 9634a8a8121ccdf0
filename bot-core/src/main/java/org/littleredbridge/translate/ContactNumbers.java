package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds phone numbers and numbers of cards, also in groups or with something between their digits.
final class ContactNumbers {
  private static final String HAN = "零一二三四五六七八九";
  private static final String HAN_TOO = "〇幺壹贰叁肆伍陆柒捌玖貳參陸";
  private static final String HAN_TOO_VALUES = "01123456789236";

  private static final int LONGEST = 19;
  private static final int GAP = 4;
  private static final int CODE = 12;
  private static final int NOTE_ID = 24;

  private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
  private static final Pattern WITH_COUNTRY = Pattern.compile("(?:00)?861[3-9][0-9]{9}");
  private static final Pattern IDENTITY =
      Pattern.compile(
          "[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9x]");
  private static final Pattern CARD = Pattern.compile("[3-6][0-9]{15,18}");

  /// Numbers that lead to things, not to people.
  private static final Pattern OF_A_THING =
      Pattern.compile("(?:红书号|红薯号|薯号|订单号?|单号|运单|货号|款号|编号|型号|笔记号|note)[：:\\s#]{0,3}$");

  private static final Pattern MONEY =
      Pattern.compile("^\\s?(?:元|块|円|刀|万|萬|人民币|rmb|yuan|usd|w(?![a-z])|k(?![a-z]))");

  private ContactNumbers() {}

  /// Digits that stand together.
  private record Group(int start, int end, String digits) {}

  static void find(String plain, ContactMask.Found found) {
    search(plain, false, found);
    search(plain, true, found);
  }

  /// The end of the digits, with what stands between them, that begin at `start`; `start` where
  /// there are fewer than `least` of them.
  static int endOfDigits(String plain, int start, int least) {
    int end = start;
    int digits = 0;
    int groups = 0;
    int at = start;
    while (at < plain.length() && digits < LONGEST) {
      if (value(plain.charAt(at), true) >= 0) {
        groups += at > end || digits == 0 ? 1 : 0;
        digits++;
        at++;
        end = at;
      } else if (digits > 0 && at - end < GAP && separates(plain.charAt(at))) {
        at++;
      } else {
        break;
      }
    }
    // 13 14 15 16 is a list.
    boolean one = groups == digits || 2 * digits >= 5 * groups;
    return digits >= least && one ? end : start;
  }

  private static void search(String plain, boolean han, ContactMask.Found found) {
    var groups = groups(plain, han);
    int first = 0;
    while (first < groups.size()) {
      int last = contact(plain, groups, first);
      if (last >= first) {
        var end = groups.get(last).end();
        found.at(
            groups.get(first).start(), end < plain.length() && isX(plain, end) ? end + 1 : end);
        first = last + 1;
      } else {
        first++;
      }
    }
  }

  /// The last group of a number that begins with the group `first`, or -1.
  private static int contact(String plain, List<Group> groups, int first) {
    var digits = new StringBuilder();
    for (int last = first; last < groups.size(); last++) {
      var group = groups.get(last);
      if (last > first && !joined(plain, groups.get(last - 1).end(), group.start())) {
        return -1;
      }
      digits.append(group.digits());
      if (digits.length() > LONGEST) {
        return -1;
      }
      var sizes = groups.subList(first, last + 1).stream().map(one -> one.digits().length());
      if (isContact(plain, digits.toString(), sizes.toList(), group.end())
          && !withinAnId(plain, groups.get(first).start(), group.end())
          && !OF_A_THING
              .matcher(plain)
              .region(Math.max(0, groups.get(first).start() - 10), groups.get(first).start())
              .find()
          && !MONEY.matcher(plain).region(group.end(), plain.length()).find()) {
        return last;
      }
    }
    return -1;
  }

  private static boolean isContact(String plain, String digits, List<Integer> sizes, int end) {
    if (MOBILE.matcher(digits).matches()) {
      return groupedLikeAPhone(sizes) && !isForeverLove(digits, sizes);
    }
    if (WITH_COUNTRY.matcher(digits).matches()) {
      return sizes.size() == 1
          || sizes.getFirst() <= 4 && groupedLikeAPhone(sizes.subList(1, sizes.size()));
    }
    boolean inFours = sizes.stream().limit(sizes.size() - 1L).allMatch(size -> size == 4);
    if (digits.length() == 17 && isX(plain, end)) {
      return IDENTITY.matcher(digits + "x").matches();
    }
    return IDENTITY.matcher(digits).matches()
        || CARD.matcher(digits).matches() && inFours && luhn(digits);
  }

  /// 1314 520 1314: "all my life, I love you".
  private static boolean isForeverLove(String digits, List<Integer> sizes) {
    return digits.equals("13145201314") || (digits.startsWith("1314") && sizes.getFirst() == 4);
  }

  /// 138 1234 5678 and the like; or each digit alone.
  private static boolean groupedLikeAPhone(List<Integer> sizes) {
    return switch (sizes.size()) {
      case 1 -> true;
      case 2 -> sizes.getFirst() >= 3 && sizes.getFirst() <= 7;
      case 3, 4, 5 -> sizes.getFirst() == 3 || sizes.equals(List.of(4, 4, 3));
      default -> sizes.stream().filter(size -> size == 1).count() >= sizes.size() - 2L;
    };
  }

  private static List<Group> groups(String plain, boolean han) {
    var groups = new ArrayList<Group>();
    int at = 0;
    while (at < plain.length()) {
      if (value(plain.charAt(at), han) < 0) {
        at++;
        continue;
      }
      int start = at;
      var digits = new StringBuilder();
      while (at < plain.length() && valueWithin(plain, at, start, han) >= 0) {
        digits.append(valueWithin(plain, at, start, han));
        at++;
      }
      groups.add(new Group(start, at, digits.toString()));
    }
    return groups;
  }

  /// Between digits people write o for 0 and l for 1, to get past filters.
  private static int valueWithin(String plain, int at, int start, boolean han) {
    int value = value(plain.charAt(at), han);
    if (value >= 0 || at == start || at + 1 == plain.length()) {
      return value;
    }
    char next = plain.charAt(at + 1);
    boolean goesOn = value(next, han) >= 0 || "oil".indexOf(next) >= 0;
    return switch (plain.charAt(at)) {
      case 'o', '○' -> goesOn ? 0 : -1;
      case 'l', 'i' -> goesOn ? 1 : -1;
      default -> -1;
    };
  }

  private static int value(char c, boolean han) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (!han) {
      return -1;
    }
    int plain = HAN.indexOf(c);
    int other = HAN_TOO.indexOf(c);
    return plain >= 0 ? plain : other >= 0 ? HAN_TOO_VALUES.charAt(other) - '0' : -1;
  }

  /// Whether what stands between two groups may stand within a number.
  private static boolean joined(String plain, int from, int to) {
    boolean code = to - from <= CODE && plain.charAt(from) == '[' && plain.charAt(to - 1) == ']';
    return code
        || to - from <= GAP && plain.substring(from, to).chars().allMatch(c -> separates((char) c));
  }

  private static boolean separates(char c) {
    return switch (Character.getType(c)) {
      case Character.DASH_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.OTHER_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> "\n.·•*()（）".indexOf(c) >= 0;
    };
  }

  /// Ids of notes and people on RedNote are 24 hexadecimal digits.
  private static boolean withinAnId(String plain, int start, int end) {
    int from = start;
    while (from > 0 && start - from < NOTE_ID && isHex(plain.charAt(from - 1))) {
      from--;
    }
    int to = end;
    while (to < plain.length() && to - end < NOTE_ID && isHex(plain.charAt(to))) {
      to++;
    }
    return to - from == NOTE_ID;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static boolean isX(String plain, int at) {
    return at < plain.length()
        && plain.charAt(at) == 'x'
        && (at + 1 == plain.length() || !isLetter(plain.charAt(at + 1)));
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  /// The check digit of cards. Source: ISO/IEC 7812-1, annex B.
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 1 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
