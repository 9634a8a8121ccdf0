package org.littleredbridge.note;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a note says of itself that somebody paid for it. Creators say so in words of their own,
/// in a tag or in the text. What a note denies, or says of advertising as such, does not count; nor
/// does an address for those who want to pay.
public final class Advertising {
  // RedNote takes 1000 characters; a gateway may say anything.
  private static final int LONGEST = 4_000;
  private static final int BEFORE = 8;

  private static final Set<String> TAGS =
      Set.of(
          "广告",
          "商单",
          "合作",
          "品牌合作",
          "商业合作",
          "付费合作",
          "合作推广",
          "推广",
          "恰饭",
          "赞助",
          "品牌赞助",
          "利益相关",
          "ad",
          "ads",
          "advertisement",
          "sponsored",
          "paidpartnership",
          "gifted");

  private static final List<String> WORDS =
      List.of(
          "广告", "商单", "品牌合作", "商业合作", "付费合作", "合作推广", "合作笔记", "含合作", "条合作", "篇合作", "恰饭", "赞助",
          "利益相关");

  // What may stand between a denial and what it denies.
  private static final Pattern FILLED =
      Pattern.compile("(?:任何|什么|一条|一个|商业|品牌|金钱|软|硬|啥|的|是|算|有|含|接|打|发|过|做)+$");
  private static final Set<String> DENIALS =
      Set.of("不", "非", "无", "沒", "没", "别", "勿", "零", "0", "拒", "绝");
  // Before and after it, the word means the trade, an offer or a meal.
  private static final String OTHERWISE_BEFORE = "打接发拍投看刷防去来起求拉可迎";
  private static final String OTHERWISE_AFTER = "公设行专位牌词语学法歌曲人费屏拦勿别误狗滚党部创策投请联私可找加邮戳";

  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?<!not |non-|never |isn't )(?<![\\p{L}\\d_#])"
              + "(?:sponsored|paid partnership|#(?:ads?|sponsored|advertisement|gifted))"
              + "(?![\\p{L}\\d_])");

  private Advertising() {}

  /// Of a card only what its title and tags say is known.
  public static boolean isMarked(Note note) {
    return note.tags().stream().anyMatch(tag -> TAGS.contains(folded(tag).replace(" ", "")))
        || isSaid(folded(note.title()))
        || isSaid(folded(note.text()));
  }

  private static boolean isSaid(String text) {
    return WORDS.stream().anyMatch(word -> isSaid(text, word)) || ENGLISH.matcher(text).find();
  }

  private static boolean isSaid(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (isMeant(
          text.substring(Math.max(0, at - BEFORE), at), text.substring(at + word.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMeant(String before, String after) {
    var denied = FILLED.matcher(before).replaceFirst("");
    return !ends(denied, DENIALS)
        && (before.isEmpty() || OTHERWISE_BEFORE.indexOf(before.charAt(before.length() - 1)) < 0)
        && (after.isEmpty() || OTHERWISE_AFTER.indexOf(after.charAt(0)) < 0);
  }

  private static boolean ends(String text, Set<String> endings) {
    return !text.isEmpty() && endings.contains(text.substring(text.length() - 1));
  }

  private static String folded(String text) {
    var begin = text.substring(0, Math.min(text.length(), LONGEST));
    return Normalizer.normalize(begin, Normalizer.Form.NFKC)
        .replace("’", "'")
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
