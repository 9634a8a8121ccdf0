package org.littleredbridge.translate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds e-mail addresses, and ids behind the words that announce them. Every pattern repeats
/// single characters only and within bounds, so hostile texts cost no more than long ones.
final class ContactIds {
  private static final String BY = "[\\s.·_*~❤♥★☆-]{0,2}";
  private static final String HEART = "[❤♥♡★☆\\x{FE0F}]{1,2}";

  private static final String FIRST = "(?:加|➕|\\+|搜|私)\\s?(?:个|下|一下|我的?|他的?|她的?)?\\s?";

  /// Names of services that are hardly ever written for anything else, and their disguises.
  private static final String SURE =
      String.join(
          "|",
          "微" + BY + "信号?",
          "(?:薇|威|徽|维|嶶|溦)" + BY + "(?:信|心|芯|x)号?",
          "(?:微|薇|徽|嶶|溦)" + HEART,
          "we" + BY + "(?:chat|xin)",
          "v" + BY + "(?:信|芯|心)号?",
          "(?<![a-z0-9])(?:v" + BY + "x(?:in)?|w" + BY + "x)(?![a-z])号?",
          "(?<![a-z0-9])(?:v|w)" + HEART,
          "(?<![a-z0-9])v\\s?(?=:)",
          "绿泡泡号?",
          "扣扣号?|蔻蔻|叩叩",
          "(?<![a-z0-9])q" + BY + "q号?",
          "电报群?|纸飞机");

  /// Words that mean something else as often: only with `加` before them, or `号` or a colon behind.
  private static final String UNSURE =
      "薇|微|威|徽|卫星|衛星|企鹅|秋秋|球球|(?<![a-z0-9])(?:v|w|q|line|tg|telegram|whatsapp)(?![a-z])";

  private static final String BETWEEN =
      "(?:[\\s:=—～~→>,，.。、!(【「\"“★☆\\x{FE0F}-]|是|为|号码?|id|搜|加|我|哦|喔){0,10}+";

  /// An id of WeChat: 6 to 20 letters, digits, `_` and `-`, a letter first. Source:
  /// https://kf.qq.com/faq/180725B7JbUJ180725zIr6vY.html. Telegram's are alike, from 5 on.
  private static final String TOKEN = "(?<id>@?[a-z0-9][a-z0-9_-]{3,31}+)?";

  private static final Pattern CUE =
      Pattern.compile(
          "(?:(?:"
              + FIRST
              + ")?(?<sure>"
              + SURE
              + ")"
              + "|"
              + FIRST
              + "(?:"
              + UNSURE
              + "|绿色|我)"
              + "|(?:"
              + UNSURE
              + ")\\s?(?:号码?|id|群)?\\s?(?=[:@=号]|id))"
              + "(?<between>"
              + BETWEEN
              + ")"
              + TOKEN);

  private static final Pattern CALL =
      Pattern.compile(
          "(?:电话|手机号?|致电|联系方式|座机|热线|卡号|账号|帐号|银行卡|支付宝|身份证号?|☎|☏|whatsapp"
              + "|(?<![a-z])(?:tel|phone|mobile|call(?: me)?))"
              + BETWEEN
              + "\\+?");

  private static final Pattern ABROAD = Pattern.compile("(?<![0-9a-z])(?:\\+|00)(?=[1-9])");

  private static final Pattern MAIL =
      Pattern.compile(
          "(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}+\\s?(?:@|[\\[(（]at[\\])）])\\s?"
              + "[a-z0-9-]{1,63}+(?:\\.[a-z0-9-]{1,63}+){1,6}");

  private static final Pattern PAGE =
      Pattern.compile(
          "(?<![a-z0-9.-])(?:(?:t\\.me|wa\\.me|line\\.me|telegram\\.me|u\\.wechat\\.com|qm\\.qq\\.com)/"
              + "[!-~]{1,200}+|wxid_[a-z0-9]{4,40}+)");

  private static final Pattern COUNTED =
      Pattern.compile("^\\s?(?:元|块|刀|万|个|人|粉|位|次|条|张|件|米|年|w(?![a-z])|k(?![a-z])|rmb|%|\\+)");

  private static final int DIGITS = 6;
  private static final int ID = 6;

  private ContactIds() {}

  static void find(String plain, ContactMask.Found found) {
    afterCues(plain, found);
    afterCalls(plain, CALL, 7, found);
    afterCalls(plain, ABROAD, 9, found);
    whole(plain, MAIL, found);
    whole(plain, PAGE, found);
  }

  private static void whole(String plain, Pattern pattern, ContactMask.Found found) {
    var match = pattern.matcher(plain);
    while (match.find()) {
      found.at(match.start(), match.end());
    }
  }

  private static void afterCalls(
      String plain, Pattern pattern, int least, ContactMask.Found found) {
    var match = pattern.matcher(plain);
    while (match.find()) {
      int end = ContactNumbers.endOfDigits(plain, match.end(), least);
      if (end > match.end() && !counted(plain, end)) {
        found.at(match.end(), end);
      }
    }
  }

  private static void afterCues(String plain, ContactMask.Found found) {
    var cue = CUE.matcher(plain);
    while (cue.find()) {
      int start = cue.end("between");
      var id = cue.group("id");
      if (id != null && isId(id, cue) && !counted(plain, cue.end())) {
        found.at(start, cue.end());
      }
      int digits = ContactNumbers.endOfDigits(plain, start, DIGITS);
      if (digits > start && !counted(plain, digits)) {
        found.at(start, digits);
      }
    }
  }

  /// Words of English stand behind names of services too: an id has a digit or `_`, or is announced
  /// by a colon or the like.
  private static boolean isId(String id, Matcher cue) {
    if (id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return id.length() >= DIGITS;
    }
    boolean announced =
        cue.group("between").chars().anyMatch(c -> ":=号是为→".indexOf(c) >= 0)
            || cue.group().contains("号");
    boolean odd = id.chars().anyMatch(c -> (c >= '0' && c <= '9') || c == '_' || c == '@');
    return odd
        ? announced || id.length() >= ID
        : announced && id.length() >= ID && cue.group("sure") != null;
  }

  private static boolean counted(String plain, int end) {
    return COUNTED.matcher(plain).region(end, plain.length()).find();
  }
}
