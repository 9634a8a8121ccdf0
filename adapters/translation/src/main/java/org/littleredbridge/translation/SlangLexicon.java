package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Glossary;

/// Slang of RedNote notes explained in English from our own list, and discounts by rule. HanLP is
/// loaded when a term first stands among other Chinese characters (about 0.2 s), not before.
/// Thread-safe.
public final class SlangLexicon implements Glossary {
  private final Lexicon lexicon = new Lexicon("slang.tsv");
  private final TermFinder terms;
  private final Discounts discounts = new Discounts();

  public SlangLexicon() {
    terms = new TermFinder(lexicon, new WordEdges());
  }

  /// Nothing for readers of Chinese.
  @Override
  public List<Footnote> notes(String text, Locale reader) {
    return reader.getLanguage().equals("zh")
        ? List.of()
        : hits(text).stream().map(Hit::footnote).toList();
  }

  /// In order of place; a term that occurs again, in whatever spelling, is told once.
  List<Hit> hits(String text) {
    var all = new ArrayList<>(discounts.find(text));
    var slang = terms.find(text);
    slang.removeIf(hit -> hit.overlapsAny(all));
    all.addAll(slang);
    all.sort(Comparator.comparingInt(Hit::start));
    var told = new HashSet<Object>();
    all.removeIf(hit -> !told.add(hit.entry()));
    return all;
  }

  /// Changes with the list.
  String fingerprint() {
    return lexicon.fingerprint();
  }
}
