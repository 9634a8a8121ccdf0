package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TextPrep;

/// Knows the English of the sandbox's own texts by heart, and nothing else: Chinese to English
/// only. Thread-safe.
public final class PhrasebookEngine implements Engine {
  private static final Pattern TAG = Pattern.compile("[#＃]([\\p{L}\\p{M}\\p{N}_·]+)");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Map<String, String> chineseToEnglish;
  private final TextPrep prep = new TextPrep();
  private @Nullable Map<String, String> index;

  /// @param chineseToEnglish whole texts (titles, bodies, tags, comments); the English keeps each
  ///   emoji code, hashtag, mention and link as it is
  public PhrasebookEngine(Map<String, String> chineseToEnglish) {
    this.chineseToEnglish = Map.copyOf(chineseToEnglish);
  }

  @Override
  public String name() {
    return "phrasebook";
  }

  @Override
  public String version() {
    return Integer.toHexString(chineseToEnglish.hashCode());
  }

  @Override
  public boolean serves(Locale from, Locale to) {
    return from.getLanguage().equals("zh") && to.getLanguage().equals("en");
  }

  /// [Rendering.NotMine] for every text that is not in the book.
  @Override
  public List<Rendering> render(List<String> texts, Locale from, Locale to) {
    var book = index();
    var renderings = new ArrayList<Rendering>();
    for (var text : texts) {
      var english = book.get(key(text));
      renderings.add(
          english == null ? new Rendering.NotMine() : new Rendering.Translation(english));
    }
    return renderings;
  }

  /// By prepared text. Notes come without the hashtags at their end, comments as they are.
  private synchronized Map<String, String> index() {
    var known = index;
    if (known == null) {
      var book = new HashMap<String, String>();
      chineseToEnglish.forEach((chinese, english) -> {
        enter(book, chinese, english);
        for (var tags : List.of(List.<String>of(), tagsOf(chinese + ' ' + english))) {
          enter(
              book,
              prep.withoutTrailingTags(chinese, tags),
              prep.withoutTrailingTags(english, tags));
        }
      });
      known = Map.copyOf(book);
      index = known;
    }
    return known;
  }

  private void enter(Map<String, String> book, String chinese, String english) {
    var prepared = prep.prepare(chinese);
    if (!prepared.text().isEmpty()) {
      book.putIfAbsent(key(prepared.text()), prepared.mark(english));
    }
  }

  private static String key(String prepared) {
    return SPACES.matcher(prepared).replaceAll(" ");
  }

  private static List<String> tagsOf(String text) {
    return TAG.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
