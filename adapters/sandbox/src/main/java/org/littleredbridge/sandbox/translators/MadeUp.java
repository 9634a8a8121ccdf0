package org.littleredbridge.sandbox.translators;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Translations that mean nothing: the same words for the same signs, numbers and marks kept, and
/// of a length that a translation could have.
final class MadeUp {
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<keep>⟦[^⟧]{0,9}⟧|<x id=\"\\d+\"/>|&(?:amp|lt|gt);|https?://\\S+)"
              + "|(?<wan>\\d+(?:\\.\\d+)?)万"
              + "|(?<east>[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])"
              + "|(?<west>[A-Za-z]+)"
              + "|(?<sign>[，。！？；：、（）])");
  private static final List<String> ENGLISH =
      List.of(
          "tea", "moon", "calm", "river", "good", "small", "lamp", "cloud", "warm", "bread", "road",
          "green", "house", "sweet", "paper", "wind", "slow", "stone", "light", "garden", "song");
  private static final List<String> CHINESE =
      List.of("茶香", "月亮", "小河", "好看", "面包", "春风", "花园", "灯火", "白云", "石头", "纸船", "歌声");
  private static final Map<String, String> SIGNS =
      Map.of(
          "，", ", ", "。", ". ", "！", "! ", "？", "? ", "；", "; ", "：", ": ", "、", ", ", "（", " (",
          "）", ") ");

  private final Map<String, String> phrasebook;

  /// @param phrasebook looked into first, by whole texts
  MadeUp(Map<String, String> phrasebook) {
    this.phrasebook = phrasebook;
  }

  String of(String text, boolean intoChinese) {
    var known = phrasebook.get(text);
    if (known != null) {
      return known;
    }
    return intoChinese ? chinese(text) : english(text);
  }

  private static String english(String text) {
    var made = new StringBuilder();
    var matcher = PIECE.matcher(text);
    while (matcher.find()) {
      var piece = matcher.group();
      if (matcher.group("wan") != null) {
        var whole = new BigDecimal(matcher.group("wan")).multiply(BigDecimal.valueOf(10_000));
        piece = whole.stripTrailingZeros().toPlainString() + " ";
      } else if (matcher.group("east") != null) {
        piece = " " + word(ENGLISH, piece) + " ";
      } else if (matcher.group("sign") != null) {
        piece = SIGNS.getOrDefault(piece, piece);
      }
      matcher.appendReplacement(made, Matcher.quoteReplacement(piece));
    }
    return matcher.appendTail(made).toString().replaceAll(" {2,}", " ").strip();
  }

  private static String chinese(String text) {
    return PIECE
        .matcher(text)
        .replaceAll(match -> {
          var word = match.group();
          var isWord = word.matches("[A-Za-z]+");
          return Matcher.quoteReplacement(isWord ? word(CHINESE, word) : word);
        })
        .replaceAll("(?<=\\p{IsHan}) +(?=\\p{IsHan})", "");
  }

  private static String word(List<String> words, String of) {
    return words.get(Math.floorMod(of.hashCode(), words.size()));
  }
}
