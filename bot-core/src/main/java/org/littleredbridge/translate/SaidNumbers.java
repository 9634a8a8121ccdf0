package org.littleredbridge.translate;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The numbers and words of a translation, to see whether it states an [Amount].
final class SaidNumbers {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,9})?");
  private static final Pattern WORD = Pattern.compile("[a-z]+");

  /// Beside the number word itself.
  private static final Map<String, Set<String>> OTHER_WORDS =
      Map.of(
          "1", Set.of("a", "an", "once", "single", "each", "per", "every"),
          "2", Set.of("twice", "both", "couple", "pair", "double", "twin", "twins"),
          "3", Set.of("thrice", "triple", "trio"));

  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  private final Set<String> said = new HashSet<>();
  private final String language;

  private SaidNumbers(String language) {
    this.language = language;
  }

  static SaidNumbers in(String output, Locale target) {
    var numbers = new SaidNumbers(target.getLanguage());
    var plain = PlainDigits.of(output).toLowerCase(Locale.ROOT);
    numbers.digits(plain);
    WORD.matcher(plain).results().forEach(match -> numbers.said.add(match.group()));
    switch (numbers.language) {
      case "en" -> numbers.said.addAll(new EnglishNumerals().read(plain));
      case "zh" -> numbers.chinese(plain);
      // 12.000 and 3,50 are written with point and comma the other way round.
      default ->
          numbers.digits(
              plain
                  .replaceAll("(?<=[0-9])[.'’  ](?=[0-9]{3}(?![0-9]))", "")
                  .replaceAll("(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))", "."));
    }
    return numbers;
  }

  /// @param number as [Amount#digits] writes it
  boolean says(String number) {
    return said.contains(number);
  }

  boolean state(Amount amount) {
    if (amount.readings().stream().anyMatch(said::containsAll)) {
      return true;
    }
    boolean readable = language.equals("en") || language.equals("zh");
    return switch (amount.kind()) {
      case PRICE -> false;
      case SHAPED -> !readable;
      case COUNT -> amount.readings().getFirst().stream().allMatch(this::inOtherWords);
    };
  }

  /// Small numbers are often written out; in other languages than English we cannot tell.
  private boolean inOtherWords(String number) {
    var value = new BigDecimal(number);
    return language.equals("en")
        ? OTHER_WORDS.getOrDefault(number, Set.of()).stream().anyMatch(said::contains)
        : value.compareTo(TWELVE) <= 0 && value.stripTrailingZeros().scale() <= 0;
  }

  private void digits(String text) {
    DIGITS.matcher(text).results().forEach(match -> said.add(Amount.digits(match.group())));
  }

  private void chinese(String text) {
    new AmountReader()
        .read(text).stream().map(Amount::readings).flatMap(List::stream).forEach(said::addAll);
    HanNumerals.RUN
        .matcher(text)
        .results()
        .flatMap(match -> HanNumerals.value(match.group()).stream())
        .forEach(value -> said.add(String.valueOf(value)));
    if (text.contains("半")) {
      said.add("half");
    }
  }
}
