package org.littleredbridge.translate;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Numbers in English words, or in digits with a word: "twenty-six thousand", "a hundred and
/// fifty", "three and a half", "1.2 million", "12k", "two decades". Reads one text.
final class EnglishNumerals {
  private static final Pattern TOKEN =
      Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,9})?|[a-z]+|[½¼¾]|[^a-z0-9\\s'’-]");

  private static final List<String> ONES =
      List.of(
          "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
              .split(" "));

  private static final List<String> ORDINALS =
      List.of(
          "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
              .split(" "));

  private static final List<String> TENS =
      List.of("- - twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

  private static final Map<String, Long> SCALES =
      Map.ofEntries(
          Map.entry("dozen", 12L),
          Map.entry("decade", 10L),
          Map.entry("hundred", 100L),
          Map.entry("thousand", 1_000L),
          Map.entry("k", 1_000L),
          Map.entry("grand", 1_000L),
          Map.entry("million", 1_000_000L),
          Map.entry("m", 1_000_000L),
          Map.entry("billion", 1_000_000_000L));

  private static final Map<String, String> FRACTIONS =
      Map.of("½", "0.5", "¼", "0.25", "¾", "0.75", "half", "0.5");

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private final Map<String, Integer> words = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private BigDecimal total = BigDecimal.ZERO;
  private Optional<BigDecimal> current = Optional.empty();
  private boolean open;
  private boolean and;

  EnglishNumerals() {
    for (int n = 0; n < ONES.size(); n++) {
      words.put(ONES.get(n), n);
      words.put(ORDINALS.get(n), n);
    }
    for (int n = 2; n < TENS.size(); n++) {
      var ten = TENS.get(n);
      words.put(ten, n * 10);
      words.put(ten.replaceAll("y$", "ieth"), n * 10);
      words.put(ten.replaceAll("y$", "ies"), n * 10);
    }
  }

  /// As [Amount#digits] writes them.
  ///
  /// @param text in small letters
  Set<String> read(String text) {
    TOKEN.matcher(text).results().forEach(match -> take(match.group()));
    end();
    return found;
  }

  private void take(String token) {
    var scale = SCALES.get(singular(token));
    var fraction = FRACTIONS.get(token);
    var word = words.get(token);
    if (Character.isDigit(token.charAt(0))) {
      next(new BigDecimal(token));
    } else if (word != null) {
      next(BigDecimal.valueOf(word));
    } else if (scale != null) {
      scale(BigDecimal.valueOf(scale));
    } else if (fraction != null && current.isPresent()) {
      current = current.map(value -> value.add(new BigDecimal(fraction)));
    } else if (token.equals("and")) {
      and = open;
    } else if (!(and && token.equals("a"))) {
      end();
    }
    if (fraction != null) {
      found.add("half");
    }
  }

  private static String singular(String token) {
    return token.length() > 1 && token.endsWith("s")
        ? token.substring(0, token.length() - 1)
        : token;
  }

  /// "twenty" takes "six" in, "a hundred" takes "twenty-six" in; else a new number begins.
  private void next(BigDecimal value) {
    var before = current.orElse(BigDecimal.ZERO);
    boolean joins =
        open
            && (current.isEmpty()
                ? value.compareTo(THOUSAND) < 0
                : fits(value, 10, before, 10, 20, 100)
                    || fits(value, 100, before, 100, 100, 1_000));
    if (!joins) {
      end();
      before = BigDecimal.ZERO;
    }
    current = Optional.of(before.add(value));
    open = true;
  }

  /// Whether `value` is below `below`, and the end of `before` is free for it.
  private static boolean fits(
      BigDecimal value, int below, BigDecimal before, int step, int least, int most) {
    return value.compareTo(BigDecimal.valueOf(below)) < 0
        && before.remainder(BigDecimal.valueOf(step)).signum() == 0
        && before.compareTo(BigDecimal.valueOf(least)) >= 0
        && before.compareTo(BigDecimal.valueOf(most)) < 0;
  }

  private void scale(BigDecimal scale) {
    var times = current.orElse(BigDecimal.ONE);
    open = true;
    and = false;
    if (scale.compareTo(THOUSAND) < 0) {
      current = Optional.of(times.multiply(scale));
      return;
    }
    total = total.add(times.multiply(scale));
    current = Optional.empty();
  }

  private void end() {
    if (open) {
      found.add(Amount.digits(total.add(current.orElse(BigDecimal.ZERO))));
    }
    total = BigDecimal.ZERO;
    current = Optional.empty();
    open = false;
    and = false;
  }
}
