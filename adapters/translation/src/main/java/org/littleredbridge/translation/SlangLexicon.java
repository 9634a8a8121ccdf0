package org.littleredbridge.translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Glossary;

/// Slang of RedNote notes explained in English from our own list; discounts, units, sums and
/// sayings in digits by rule. HanLP is loaded when a term first stands among other Chinese
/// characters (about 0.2 s), not before. Thread-safe.
public final class SlangLexicon implements Glossary {
  /// Without any of these no rule has anything to find.
  private static final Pattern COUNTABLE = Pattern.compile("[0-9斤折寸]");

  private static final int UNMISTAKABLE = 3;

  private final Lexicon lexicon = new Lexicon("slang.tsv");
  private final WordEdges edges = new WordEdges();
  private final TermFinder terms = new TermFinder(lexicon, edges);

  /// Where two fit the same place, the first counts.
  private final List<TextRule> rules =
      List.of(new Discounts(), new Units(), new Sums(), new NumberSayings(), new Cohorts());

  /// Nothing for readers of Chinese.
  @Override
  public List<Footnote> notes(String text, Locale reader) {
    return reader.getLanguage().equals("zh")
        ? List.of()
        : hits(text).stream().map(Hit::footnote).toList();
  }

  /// As whole words like ours, whether the text and the community write simplified or traditional
  /// characters: both by the table of the core, since {@link Simplified} leaves short texts. Three
  /// Chinese characters in a row that a community explains are no accident, and HanLP does not know
  /// what was coined there.
  @Override
  public List<Footnote> own(String text, List<Footnote> words) {
    var low = comparable(text);
    var here =
        words.stream()
            .filter(word -> low.contains(comparable(word.term())))
            .map(word -> new Lexicon.Entry(List.of(spelling(word)), word.reading(), word.meaning()))
            .toList();
    if (here.isEmpty()) {
      return List.of();
    }
    var told = new HashSet<Object>();
    return new TermFinder(here, List.of(), edges, org.littleredbridge.note.Simplified::of)
        .find(text).stream().filter(hit -> told.add(hit.entry())).map(Hit::footnote).toList();
  }

  private static String comparable(String text) {
    return org.littleredbridge.note.Simplified.of(text).toLowerCase(Locale.ROOT);
  }

  private static Lexicon.Spelling spelling(Footnote word) {
    boolean han = word.term().codePoints().allMatch(Character::isIdeographic);
    return new Lexicon.Spelling(word.term(), han && word.term().length() >= UNMISTAKABLE);
  }

  /// In order of place; a term that occurs again, in whatever spelling, is told once.
  List<Hit> hits(String text) {
    var all = everyHit(text);
    var told = new HashSet<Object>();
    all.removeIf(hit -> !told.add(hit.entry()));
    return all;
  }

  /// In order of place, none overlapping another.
  List<Hit> everyHit(String text) {
    var all = new ArrayList<Hit>();
    var plain = plainDigits(Simplified.of(text));
    if (COUNTABLE.matcher(plain).find()) {
      rules.forEach(
          rule -> addApart(all, rule.find(plain).stream().map(hit -> hit.as(text)).toList()));
    }
    addApart(all, terms.find(text));
    all.sort(Comparator.comparingInt(Hit::start));
    return all;
  }

  private static void addApart(List<Hit> all, List<Hit> more) {
    for (var hit : more) {
      if (!hit.overlapsAny(all)) {
        all.add(hit);
      }
    }
  }

  /// Wide digits as ASCII; each stays in its place.
  private static String plainDigits(String text) {
    var plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c >= '０' && c <= '９') {
        plain.setCharAt(i, (char) (c - '０' + '0'));
      }
    }
    return plain.toString();
  }

  /// Changes with the list.
  String fingerprint() {
    return lexicon.fingerprint();
  }
}
