package org.littleredbridge.translation;

import java.util.List;
import java.util.Optional;

/// People by the years of their birth: 00后 were born from 2000 on.
final class Cohorts implements TextRule {
  private static final TextRule RULE =
      TextRule.of(
          NumberSayings.DIGIT_NEXT
              + "(?<![0-9.:：点])(?:([5-9])([05])|([01])([05]))后(?![面来边续台天期半果悔备辈门退])",
          match -> {
            boolean last = match.group(1) != null;
            int decade = (last ? 1900 : 2000) + 10 * digit(match.group(last ? 1 : 3));
            return Optional.of(
                match.group(last ? 2 : 4).equals("0")
                    ? "born in the " + decade + "s"
                    : "born from " + (decade + 5) + " to " + (decade + 9));
          });

  @Override
  public List<Hit> find(String text) {
    return RULE.find(text);
  }

  private static int digit(String written) {
    return written.charAt(0) - '0';
  }
}
