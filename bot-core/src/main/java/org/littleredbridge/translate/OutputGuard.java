package org.littleredbridge.translate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Looks whether a translation can be one. Services answer 200 with an emoji, the original, half of
/// it, or with what a hostile note told them to say. Thread-safe.
final class OutputGuard {
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

  private boolean lostNumber(String source, String output, Locale target) {
    var said = SaidNumbers.in(output, target);
    return !amounts.read(source).stream().allMatch(said::state);
  }
}
