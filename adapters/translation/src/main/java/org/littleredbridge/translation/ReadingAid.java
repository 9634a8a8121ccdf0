package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Rendering;

/// Help with the words of a Chinese text where no translation service is set up: slang and words
/// that matter, with pinyin. It never translates, and leaves out what it does not know. Needs no
/// network and no key. HanLP is loaded at the first text that needs it. Thread-safe.
public final class ReadingAid implements Engine {
  private static final int MOST_WORDS = 10;

  private final Lexicon lexicon = new Lexicon("words.tsv");
  private final KeyTerms words;
  private final SlangLexicon slang;
  private final Optional<Cedict> dictionary;

  public ReadingAid(SlangLexicon slang) {
    this(slang, Optional.empty());
  }

  /// @param dictionary the operator's, for words that our own tables do not have
  public ReadingAid(SlangLexicon slang, Optional<Cedict> dictionary) {
    this.slang = slang;
    this.dictionary = dictionary;
    words = new KeyTerms(lexicon, new WordEdges(), dictionary);
  }

  @Override
  public String name() {
    return "reading-aid";
  }

  @Override
  public String version() {
    return lexicon.fingerprint()
        + slang.fingerprint()
        + dictionary.map(Cedict::fingerprint).orElse("");
  }

  @Override
  public boolean serves(Locale from, Locale to) {
    return from.getLanguage().equals("zh") && !to.getLanguage().equals("zh");
  }

  /// [Rendering.WordHelp], slang first and then the words that matter most, or [Rendering.NotMine]
  /// where it knows no word. The words of a hashtag, which is a text of its own, are all explained
  /// when they are known.
  @Override
  public List<Rendering> render(List<String> texts, Locale from, Locale to) {
    return texts.stream().map(this::help).toList();
  }

  private Rendering help(String text) {
    var slangHits = slang.hits(text);
    var help = new ArrayList<Footnote>();
    slangHits.stream().limit(MOST_WORDS).forEach(hit -> help.add(hit.footnote()));
    help.addAll(words.of(text, slangHits, MOST_WORDS - help.size()));
    return help.isEmpty() ? new Rendering.NotMine() : new Rendering.WordHelp(help);
  }
}
