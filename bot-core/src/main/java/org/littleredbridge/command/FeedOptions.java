package org.littleredbridge.command;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.follow.Filter;

/// What may stand at the end when somebody follows a list of notes: `last N`, `likes N`, `type
/// video|pictures` and `perday N`, in any order. What does not look like one of these belongs to
/// the words before it.
///
/// @param rest what stands before the options, stripped
/// @param last 0 when it was not said
/// @param rules in the order in which they were said
record FeedOptions(String rest, int last, List<Said> rules) {
  private static final Pattern OPTION =
      Pattern.compile("(?iU)(?<!\\S)(last|likes|type|perday)\\s+(\\S+)$");
  private static final Pattern NUMBER = Pattern.compile("0*([0-9]+)");
  // More digits than anybody needs are as good as this.
  private static final int MANY = 1_000;

  private static final Pattern AMOUNT = Pattern.compile("[0-9].*|off|any");
  private static final Pattern TYPE = Pattern.compile("videos?|pictures?|any|all|off");

  /// @param value as [FilterEdit] takes it
  record Said(FilterWords.Verb verb, String value) {}

  FeedOptions {
    rules = List.copyOf(rules);
  }

  static FeedOptions of(String argument) {
    var rest = argument.strip();
    var last = Optional.<Integer>empty();
    var rules = new ArrayList<Said>();
    for (var m = OPTION.matcher(rest); m.find(); m = OPTION.matcher(rest)) {
      var name = m.group(1).toLowerCase(Locale.ROOT);
      var value = Normalizer.normalize(m.group(2), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      if (!fits(name, value)) {
        break;
      }
      if (name.equals("last")) {
        last = last.or(() -> Optional.of(number(value)));
      } else {
        rules.addFirst(new Said(FilterWords.Verb.of(name).orElseThrow(), value));
      }
      rest = rest.substring(0, m.start()).strip();
    }
    return new FeedOptions(rest, last.orElse(0), rules);
  }

  private static boolean fits(String name, String value) {
    return switch (name) {
      case "last" -> NUMBER.matcher(value).matches();
      case "type" -> TYPE.matcher(value).matches();
      default -> AMOUNT.matcher(value).matches();
    };
  }

  private static int number(String value) {
    var digits = NUMBER.matcher(value);
    if (!digits.matches()) {
      return 0;
    }
    return digits.group(1).length() > 3 ? MANY : Integer.parseInt(digits.group(1));
  }

  /// What they make of a filter.
  FilterEdit.Outcome edit(Call call, Filter filter) {
    var changed = filter;
    for (var rule : rules) {
      switch (new FilterEdit(call, changed).run(rule.verb(), rule.value())) {
        case FilterEdit.Outcome.Changed(var better) -> changed = better;
        case FilterEdit.Outcome.Wrong wrong -> {
          return wrong;
        }
      }
    }
    return new FilterEdit.Outcome.Changed(changed);
  }
}
