package org.littleredbridge.translation;

import com.hankcs.hanlp.dictionary.other.CharTable;
import java.util.regex.Pattern;

/// Traditional characters as simplified ones, which our tables hold and HanLP cuts best. Character
/// by character, so that each stays in its place; good enough to find words, not to be shown.
final class Simplified {
  /// Among any twenty traditional characters is one of these; HanLP's table is not loaded without.
  private static final Pattern TRADITIONAL =
      Pattern.compile(
          "[這個們來時說會對沒過還後點為國學愛買開關門麼樣裡兩從給讓話東車長頭間問題現經發當動種應樂園歡飯麵館雞魚貴賣錢紅綠網電腦機場鐵訂歲見覺聽寫讀書畫線閨術寶貝兒媽嗎氣漢語業準備難]");

  private Simplified() {}

  static String of(String text) {
    if (!TRADITIONAL.matcher(text).find()) {
      return text;
    }
    var simplified = new StringBuilder(text);
    for (int i = 0; i < simplified.length(); i++) {
      char c = simplified.charAt(i);
      if (Character.isIdeographic(c)) {
        simplified.setCharAt(i, CharTable.convert(c));
      }
    }
    return simplified.toString();
  }
}
