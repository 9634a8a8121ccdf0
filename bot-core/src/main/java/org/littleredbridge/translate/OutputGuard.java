package org.littleredbridge.translate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks whether a translation can be one. Services answer 200 with an emoji, the original, half of
/// it, or with what a hostile note told them to say. Thread-safe.
final class OutputGuard {
  /// `scale`: 1.2万 = 12,000. `shape`: 3月 = March, 3折 = 70 % off, 00后 = born in the 2000s, 15:00 = 3
  /// pm. Such numbers look different in English.
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<price>[¥￥$€£] ?)?(?<![0-9.])(?<number>[0-9]{1,15}(?:\\.[0-9]{1,6})?)"
              + "(?<unit> ?(?:元|块|(?i:rmb|usd)))?"
              + "(?:\\+? ?(?:(?<scale>[万亿千百]|[wWkK](?![A-Za-z]))"
              + "|(?<shape>[月折后点时:：]|/(?=[0-9]))))?");

  /// Number words of the net: 520 = I love you, 666 = well done.
  private static final Set<String> SAYINGS =
      Set.of("520", "521", "1314", "666", "6666", "66666", "233", "2333", "23333", "88", "007");

  private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9]),(?=[0-9]{3})");
  private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern WORD = Pattern.compile("[a-z]+");

  private static final List<Set<String>> SMALL =
      List.of(
          Set.of("zero", "no", "none", "nothing"),
          Set.of("one", "a", "an", "first", "once", "single", "each", "per", "every"),
          Set.of("two", "second", "twice", "both", "couple", "pair", "double"),
          Set.of("three", "third", "thrice", "triple", "trio"),
          Set.of("four", "fourth"),
          Set.of("five", "fifth"),
          Set.of("six", "sixth"),
          Set.of("seven", "seventh"),
          Set.of("eight", "eighth"),
          Set.of("nine", "ninth"),
          Set.of("ten", "tenth"),
          Set.of("eleven", "eleventh"),
          Set.of("twelve", "twelfth", "dozen"));

  private final PieceScanner scanner = new PieceScanner();

  /// Why `rendered` cannot be a translation of `prepared`, for the log; empty when it may be one.
  ///
  /// @param prepared what the engine got, with marks
  /// @param rendered what it made of that
  Optional<String> objection(String prepared, String rendered, Locale from, Locale target) {
    var source = Prepared.withoutMarks(prepared);
    var output = Prepared.withoutMarks(CleanText.keepingMarks(rendered));
    if (output.isBlank()) {
      return Optional.of("empty");
    }
    if (sizeIsOdd(source, output, from)) {
      return Optional.of("length");
    }
    if (untranslated(source, output, from, target)) {
      return Optional.of("untranslated");
    }
    if (!standsIn(source).containsAll(standsIn(output))) {
      return Optional.of("link or mention added");
    }
    return lostNumber(source, output, target) ? Optional.of("number lost") : Optional.empty();
  }

  /// Chinese grows to two to five times its length in Latin letters; short texts may do anything.
  private static boolean sizeIsOdd(String source, String output, Locale from) {
    int in = source.strip().length();
    int out = output.strip().length();
    return Language.chinese(from)
        ? out > 8 * in + 40 || (in >= 10 && out < 0.3 * in)
        : out > 3 * in + 40 || (in >= 40 && out < 0.05 * in);
  }

  private static boolean untranslated(String source, String output, Locale from, Locale target) {
    if (output.strip().equals(source.strip())) {
      return true;
    }
    var language = Language.of(output);
    return language.isEmpty()
        ? Language.of(source).isPresent()
        : Language.chinese(from) != Language.chinese(target)
            && Language.chinese(language.get()) == Language.chinese(from);
  }

  private Set<String> standsIn(String text) {
    var found = new HashSet<String>();
    for (var piece : scanner.scan(text)) {
      if (piece instanceof Piece.Link || piece instanceof Piece.Mention) {
        found.add(piece.shown().toLowerCase(Locale.ROOT));
      }
    }
    return found;
  }

  private static boolean lostNumber(String source, String output, Locale target) {
    var found = new HashSet<String>();
    var plain = THOUSANDS.matcher(narrow(output)).replaceAll("");
    PLAIN_NUMBER.matcher(plain).results().forEach(m -> found.add(canonical(m.group())));
    var words = new HashSet<String>();
    WORD.matcher(output.toLowerCase(Locale.ROOT)).results().forEach(m -> words.add(m.group()));
    var numbers = NUMBER.matcher(THOUSANDS.matcher(narrow(source)).replaceAll(""));
    while (numbers.find()) {
      var number = canonical(numbers.group("number"));
      boolean price = numbers.group("price") != null || numbers.group("unit") != null;
      boolean mayChange =
          numbers.group("scale") != null
              || (!price
                  && (numbers.group("shape") != null || SAYINGS.contains(numbers.group("number"))));
      if (!mayChange && !found.contains(number) && (price || !inWords(number, words, target))) {
        return true;
      }
    }
    return false;
  }

  /// Numbers up to twelve are often written out; in other languages than English we cannot tell.
  private static boolean inWords(String number, Set<String> words, Locale target) {
    if (number.length() > 2 || number.contains(".") || Integer.parseInt(number) > 12) {
      return false;
    }
    return !target.getLanguage().equals("en")
        || SMALL.get(Integer.parseInt(number)).stream().anyMatch(words::contains);
  }

  private static String canonical(String number) {
    var whole = number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
    var bare = whole.replaceAll("^0+(?=[0-9])", "");
    return bare.isEmpty() ? "0" : bare;
  }

  /// Wide digits as ordinary ones.
  private static String narrow(String text) {
    var narrow = new StringBuilder(text.length());
    text.chars().forEach(c -> narrow.append((char) (c >= '０' && c <= '９' ? c - '０' + '0' : c)));
    return narrow.toString();
  }
}
