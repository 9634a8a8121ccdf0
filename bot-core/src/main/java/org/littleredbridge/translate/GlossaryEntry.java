package org.littleredbridge.translate;

import java.util.List;
import java.util.regex.Pattern;

/// Reads an entry of a glossary as people write it: `TERM = MEANING`, `TERM (pinyin) = MEANING`.
/// What it holds goes below notes in front of many readers, so it may hold no link and no mention.
public sealed interface GlossaryEntry {
  int LONGEST_TERM = 40;
  int LONGEST_READING = 80;
  int LONGEST_MEANING = 200;

  /// An entry that may be kept.
  record Fine(Footnote words) implements GlossaryEntry {}

  /// Something that is none.
  ///
  /// @param key of the sentence that says why
  /// @param arguments for its places
  record Refused(String key, List<Object> arguments) implements GlossaryEntry {
    public Refused {
      arguments = List.copyOf(arguments);
    }

    static Refused of(String key, Object... arguments) {
      return new Refused(key, List.of(arguments));
    }
  }

  /// The entry in a text.
  static GlossaryEntry read(String text) {
    var line = Shape.SPACES.matcher(CleanText.of(text)).replaceAll(" ").strip();
    // The rest of an endless text says nothing.
    if (line.length() > 4 * (LONGEST_TERM + LONGEST_READING + LONGEST_MEANING)) {
      return Refused.of("glossary.long", LONGEST_TERM, LONGEST_MEANING);
    }
    var match = Shape.ENTRY.matcher(line);
    if (!match.matches()) {
      return Refused.of("glossary.usage");
    }
    var reading = match.group("reading") == null ? "" : match.group("reading").strip();
    var term = match.group("term").strip();
    var meaning = match.group("meaning").strip();
    if (points(term) > LONGEST_TERM
        || points(reading) > LONGEST_READING
        || points(meaning) > LONGEST_MEANING) {
      return Refused.of("glossary.long", LONGEST_TERM, LONGEST_MEANING);
    }
    if (!Shape.WORD.matcher(term).find() || !Shape.WORD.matcher(meaning).find()) {
      return Refused.of("glossary.usage");
    }
    if (holdsAddress(term) || holdsAddress(reading) || holdsAddress(meaning)) {
      return Refused.of("glossary.address");
    }
    return new Fine(new Footnote(term, reading, meaning));
  }

  /// The term in a text that holds nothing else.
  static String term(String text) {
    return Shape.SPACES.matcher(CleanText.of(text)).replaceAll(" ").strip();
  }

  private static boolean holdsAddress(String text) {
    return Shape.AT.matcher(text).find()
        || new PieceScanner()
            .scan(text).stream()
                .anyMatch(piece -> piece instanceof Piece.Link || piece instanceof Piece.Mention);
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  /// How an entry is written.
  final class Shape {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern ENTRY =
        Pattern.compile(
            "(?<term>[^=＝()（）]++)(?:[(（](?<reading>[^()（）=＝]*+)[)）] ?)?[=＝](?<meaning>.++)");
    // One letter of Latin would be found in every second text.
    private static final Pattern WORD =
        Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]|[\\p{L}\\p{N}]{2}");
    private static final Pattern AT = Pattern.compile("[@＠]|<[#:]|://");

    private Shape() {}
  }
}
