package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Rendering;

/// Help with the words of a Chinese text where no translation service is set up: slang and words
/// that matter, with pinyin. It never translates, and leaves out what it does not know. Needs no
/// network and no key. HanLP is loaded at the first text that needs it. Thread-safe.
public final class ReadingAid implements Engine {
  private static final int MOST_WORDS = 10;

  private final Lexicon lexicon = new Lexicon("words.tsv");
  private final TermFinder words = new TermFinder(lexicon, new WordEdges());
  private final SlangLexicon slang;

  public ReadingAid(SlangLexicon slang) {
    this.slang = slang;
  }

  @Override
  public String name() {
    return "reading-aid";
  }

  @Override
  public String version() {
    return lexicon.fingerprint() + slang.fingerprint();
  }

  @Override
  public boolean serves(Locale from, Locale to) {
    return from.getLanguage().equals("zh") && !to.getLanguage().equals("zh");
  }

  /// [Rendering.WordHelp], or [Rendering.NotMine] where it knows no word.
  @Override
  public List<Rendering> render(List<String> texts, Locale from, Locale to) {
    return texts.stream().map(this::help).toList();
  }

  private Rendering help(String text) {
    var slangHits = slang.hits(text);
    var help = new ArrayList<Footnote>();
    slangHits.forEach(hit -> help.add(hit.footnote()));
    var told = new HashSet<Object>();
    for (var hit : words.find(text)) {
      // 穿搭 in 多巴胺穿搭 is explained already.
      if (!hit.overlapsAny(slangHits) && told.add(hit.entry())) {
        help.add(hit.footnote());
      }
    }
    return help.isEmpty()
        ? new Rendering.NotMine()
        : new Rendering.WordHelp(help.subList(0, Math.min(MOST_WORDS, help.size())));
  }
}
