package org.littleredbridge.config.bench;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a text into the words that BLEU counts, like the tokeniser `13a` of the mteval scripts:
/// punctuation stands apart, but not the points and commas inside numbers; case matters. Chinese
/// characters and their punctuation are a word each. Source:
/// https://github.com/moses-smt/mosesdecoder/blob/master/scripts/generic/mteval-v13a.pl.
final class WordCut {
  private static final Pattern CHINESE =
      Pattern.compile("[\\p{IsHan}\\u3000-\\u303f\\uff00-\\uffef]");

  private static final Pattern SIGNS = Pattern.compile("[\\p{Punct}&&[^'.,-]]");
  private static final Pattern POINT_BEHIND = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH = Pattern.compile("([0-9])(-)");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private WordCut() {}

  static List<String> of(String text) {
    var cut = " " + unescaped(text) + " ";
    cut = CHINESE.matcher(cut).replaceAll(" $0 ");
    cut = SIGNS.matcher(cut).replaceAll(" $0 ");
    cut = POINT_BEHIND.matcher(cut).replaceAll("$1 $2 ");
    cut = POINT_BEFORE.matcher(cut).replaceAll(" $1 $2");
    cut = DASH.matcher(cut).replaceAll("$1 $2 ").strip();
    return cut.isEmpty() ? List.of() : Arrays.asList(SPACES.split(cut));
  }

  private static String unescaped(String text) {
    return text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
