package org.littleredbridge.translate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks whether a translation can be one. Services answer 200 with an emoji, the original, half of
/// it, or with what a hostile note told them to say. Thread-safe.
final class OutputGuard {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,9})?");
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9][0-9 .-]{5,38}[0-9]");
  private static final Pattern BESIDE_DIGITS = Pattern.compile("[^0-9]");
  private static final Pattern SCALE = Pattern.compile("[0-9一二三四五六七八九十两几][万亿千百]");

  /// What services turn into links although we would not: they know all top-level domains. With a
  /// path behind it any name is one.
  private static final Pattern BARE_LINK =
      Pattern.compile(
          "(?iu)(?<![\\p{L}\\p{N}@._-])(?:(?:[\\p{L}\\p{N}-]{1,63}\\.){1,6}"
              + "(?:[\\p{L}]{2,24}(?=[/:][\\p{L}\\p{N}?#])"
              + "|(?:click|icu|pw|be|work|live|store|space|fun|website|win|bid|loan|men|party|review"
              + "|stream|trade|date|racing|cam|rest|monster|quest|best|buzz|cyou|sbs|cfd|lol|pro|biz"
              + "|mobi|name|tel|world|today|life|email|group|news|tech|cloud|page|run|zone|plus|fit"
              + "|cash|money|bet|casino|poker|tk|ml|ga|cf|gq|su|ws|to|in|us|ca|au|fr|it|es|nl|hk|tw"
              + "|kr|sg|my|vn|th|id|ph|中国|公司|网络|网址|商城|在线|集团)(?![\\p{L}\\p{N}-]))"
              + "|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?=[/:]))");

  /// With its path.
  private static final Pattern WHOLE_LINK =
      Pattern.compile("(?:" + BARE_LINK.pattern() + ")(?:[/:][!-~]*)?");

  private final PieceScanner scanner = new PieceScanner();
  private final AmountReader amounts = new AmountReader();

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
    if (adds(source, output)) {
      return Optional.of("link or mention added");
    }
    if (addsContact(source, output)) {
      return Optional.of("long number added");
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

  /// Whether it holds a link or a mention that is not in the source.
  boolean adds(String source, String output) {
    var written = source.toLowerCase(Locale.ROOT);
    return !standsIn(source).containsAll(standsIn(output))
        || BARE_LINK
            .matcher(output)
            .results()
            .anyMatch(match -> !written.contains(match.group().toLowerCase(Locale.ROOT)));
  }

  /// What services would turn into links is left out.
  static String withoutBareLinks(String text) {
    return WHOLE_LINK.matcher(text).replaceAll("…");
  }

  /// Whether it states a number, in digits, that nothing told states.
  ///
  /// @param told source and translation together
  boolean addsNumber(String told, String output) {
    var known = SaidNumbers.in(told, Locale.ENGLISH);
    return DIGITS
        .matcher(PlainDigits.of(output))
        .results()
        .anyMatch(match -> !known.says(Amount.digits(match.group())));
  }

  /// A number as long as a telephone's that is not in the source: no translator makes one up.
  static boolean addsContact(String source, String output) {
    if (SCALE.matcher(source).find()) {
      return false; // 1亿2000万 has more digits elsewhere
    }
    var known = BESIDE_DIGITS.matcher(PlainDigits.of(source)).replaceAll("");
    return LONG_NUMBER
        .matcher(PlainDigits.of(output))
        .results()
        .map(match -> BESIDE_DIGITS.matcher(match.group()).replaceAll(""))
        .anyMatch(number -> number.length() >= 7 && !known.contains(number));
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

  private boolean lostNumber(String source, String output, Locale target) {
    var said = SaidNumbers.in(output, target);
    return !amounts.read(source).stream().allMatch(said::state);
  }
}
