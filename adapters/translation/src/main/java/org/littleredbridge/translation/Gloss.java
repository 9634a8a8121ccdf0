package org.littleredbridge.translation;

import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.WordByWord;

/// A Chinese text word for word: `面馆 (miànguǎn) noodle shop`. It misleads as a translation, so it
/// is shown only to those who ask for it. Words that nobody knows have their pinyin alone; single
/// characters too, since they may be parts of such words. HanLP is loaded at the first text.
/// Thread-safe.
public final class Gloss implements WordByWord {
  /// Code points; a message must hold what comes of it.
  static final int LONGEST = 300;

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");

  private final WordEdges edges = new WordEdges();
  private final SlangLexicon slang;
  private final TermFinder words = new TermFinder(new Lexicon("words.tsv"), edges);
  private final Optional<Cedict> dictionary;

  /// @param dictionary the operator's, for words that our own tables do not have
  public Gloss(SlangLexicon slang, Optional<Cedict> dictionary) {
    this.slang = slang;
    this.dictionary = dictionary;
  }

  /// Words split by `·`, lines as in the text; cut after 300 characters.
  @Override
  public Optional<String> gloss(String text, Locale reader) {
    if (reader.getLanguage().equals("zh") || !HAN.matcher(text).find()) {
      return Optional.empty();
    }
    var limited = limited(text);
    return Optional.of(
        limited
            .lines()
            .filter(line -> !line.isBlank())
            .map(this::line)
            .collect(Collectors.joining("\n")));
  }

  private String line(String line) {
    var hits = hits(line);
    var parts = new ArrayList<String>();
    int at = 0;
    for (var hit : hits) {
      between(line.substring(at, hit.start()), parts);
      parts.add(written(hit.footnote()));
      at = hit.end();
    }
    between(line.substring(at), parts);
    return String.join(" · ", parts);
  }

  /// Slang first, then the words that do not overlap it.
  private List<Hit> hits(String line) {
    var hits = new ArrayList<>(slang.everyHit(line));
    for (var hit : words.find(line)) {
      if (!hit.overlapsAny(hits)) {
        hits.add(hit);
      }
    }
    hits.sort(Comparator.comparingInt(Hit::start));
    return hits;
  }

  private void between(String text, List<String> parts) {
    int at = 0;
    for (var simplified : edges.words(Simplified.of(text))) {
      var word = text.substring(at, at + simplified.length());
      at += simplified.length();
      if (HAN.matcher(word).matches()) {
        parts.add(written(lookedUp(word)));
      } else if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
        parts.add(word.strip());
      } else if (!word.isBlank() && !parts.isEmpty()) {
        parts.set(parts.size() - 1, parts.getLast() + word.strip());
      }
    }
  }

  private Footnote lookedUp(String word) {
    var known =
        word.codePointCount(0, word.length()) > 1
            ? dictionary.flatMap(book -> book.find(word))
            : Optional.<Footnote>empty();
    return known.orElseGet(() -> new Footnote(word, pinyin(word), ""));
  }

  private static String pinyin(String word) {
    return PinyinDictionary.convertToPinyin(word, true).stream()
        .filter(pinyin -> pinyin != Pinyin.none5)
        .map(Pinyin::getPinyinWithToneMark)
        .collect(Collectors.joining());
  }

  private static String written(Footnote note) {
    var reading = note.reading().isEmpty() ? "" : " (" + note.reading() + ")";
    var sense = shortSense(note.meaning());
    return note.term() + reading + (sense.isEmpty() ? "" : " " + sense);
  }

  /// Without the note behind the sense.
  private static String shortSense(String meaning) {
    int end = meaning.indexOf("; ");
    var sense = end < 0 ? meaning : meaning.substring(0, end);
    int bracket = sense.lastIndexOf(" (");
    return bracket > 0 && sense.endsWith(")") ? sense.substring(0, bracket) : sense;
  }

  private static String limited(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
