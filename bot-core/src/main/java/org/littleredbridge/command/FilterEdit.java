package org.littleredbridge.command;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.littleredbridge.follow.Expression;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Phrase;
import org.littleredbridge.follow.Rule;

/// Makes rules of what somebody typed.
final class FilterEdit {
  private static final Pattern COMMAS = Pattern.compile("[,，、;；\\n]");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([kwKW千万]?)");
  private static final int PER_DAY = 1_000;
  private static final int SHOWN = 40;

  private final Call call;
  private final Filter filter;

  FilterEdit(Call call, Filter filter) {
    this.call = call;
    this.filter = filter;
  }

  /// What becomes of the filter.
  sealed interface Outcome {
    record Changed(Filter filter) implements Outcome {}

    /// @param sentence what is wrong, and what to do
    record Wrong(String sentence) implements Outcome {}
  }

  /// @param verb any but to remove
  Outcome run(FilterWords.Verb verb, String rest) {
    return switch (verb) {
      case EXCLUDE -> phrases(rest, Rule.Exclude::new);
      case INCLUDE -> phrases(rest, Rule.Include::new);
      case TAG -> tags(rest, Rule.Tag::new);
      case NOT_TAG -> tags(rest, Rule.NotTag::new);
      case REGEX -> expression(rest, Rule.Regex::new);
      case NOT_REGEX -> expression(rest, Rule.NotRegex::new);
      case TYPE -> type(rest);
      case LIKES -> likes(rest);
      case PERDAY -> perDay(rest);
      case CLEAR -> new Outcome.Changed(Filter.NONE);
      case REMOVE -> wrong("filter.usage");
    };
  }

  private Outcome tags(String rest, Function<Phrase, Rule> rule) {
    return phrases(rest.replaceAll("[#＃]", ""), rule);
  }

  /// Each piece between commas is a rule; spaces belong to it.
  private Outcome phrases(String rest, Function<Phrase, Rule> rule) {
    var pieces = Arrays.stream(COMMAS.split(rest)).filter(piece -> !piece.isBlank()).toList();
    if (pieces.isEmpty()) {
      return wrong("filter.what");
    }
    var rules = new ArrayList<Rule>();
    for (var piece : pieces) {
      if (isTooLong(piece)) {
        return tooLong(piece);
      }
      if (!Phrase.hasWords(piece)) {
        return wrong("filter.wordless");
      }
      rules.add(rule.apply(Phrase.of(piece)));
    }
    return with(rules);
  }

  private Outcome expression(String rest, Function<Expression, Rule> rule) {
    if (rest.isEmpty()) {
      return wrong("filter.what");
    }
    if (isTooLong(rest)) {
      return tooLong(rest);
    }
    return switch (Expression.read(rest)) {
      case Expression.Reading.Good(var expression) -> with(List.of(rule.apply(expression)));
      case Expression.Reading.TooLarge() -> wrong("filter.too-large");
      case Expression.Reading.Broken(var fault, var position, var near) ->
          wrong("filter.broken", position, OneLine.of(near, SHOWN), call.say(sentence(fault)));
    };
  }

  private static String sentence(Expression.Fault fault) {
    return switch (fault) {
      case EMPTY -> "filter.fault-empty";
      case OPEN_PARENTHESIS -> "filter.fault-open-parenthesis";
      case STRAY_PARENTHESIS -> "filter.fault-stray-parenthesis";
      case OPEN_BRACKET -> "filter.fault-open-bracket";
      case RANGE -> "filter.fault-range";
      case ESCAPE -> "filter.fault-escape";
      case TRAILING_BACKSLASH -> "filter.fault-backslash";
      case NOTHING_TO_REPEAT -> "filter.fault-nothing-to-repeat";
      case REPEATED_TWICE -> "filter.fault-repeated-twice";
      case REPEATED_TOO_OFTEN -> "filter.fault-repeated-too-often";
      case NAME -> "filter.fault-name";
      case UNKNOWN_GROUP -> "filter.fault-group";
      case OTHER -> "filter.fault-other";
    };
  }

  private Outcome type(String rest) {
    return switch (rest.toLowerCase(Locale.ROOT)) {
      case "any", "all", "off" ->
          new Outcome.Changed(filter.without(Rule.OfType.class::isInstance));
      case "video", "videos" -> with(List.of(new Rule.OfType(Rule.Type.VIDEO)));
      case "picture", "pictures" -> with(List.of(new Rule.OfType(Rule.Type.PICTURES)));
      default -> wrong("filter.type");
    };
  }

  private Outcome likes(String rest) {
    var number = NUMBER.matcher(plain(rest));
    if (isOff(rest)) {
      return new Outcome.Changed(filter.without(Rule.Likes.class::isInstance));
    }
    if (!number.matches()) {
      return wrong("filter.likes");
    }
    var least = Math.round(Double.parseDouble(number.group(1)) * unit(number.group(2)));
    return least == 0 ? wrong("filter.likes") : with(List.of(new Rule.Likes(least)));
  }

  private static long unit(String sign) {
    return switch (sign) {
      case "k", "K", "千" -> 1_000;
      case "w", "W", "万" -> 10_000;
      default -> 1;
    };
  }

  private Outcome perDay(String rest) {
    if (isOff(rest)) {
      return new Outcome.Changed(filter.without(Rule.PerDay.class::isInstance));
    }
    var number = plain(rest);
    if (!number.matches("[0-9]{1,4}") || Integer.parseInt(number) > PER_DAY) {
      return wrong("filter.perday", PER_DAY);
    }
    return with(List.of(new Rule.PerDay(Integer.parseInt(number))));
  }

  /// Of no minimum and no ceiling a zero says the same.
  private static boolean isOff(String rest) {
    return rest.equalsIgnoreCase("off") || rest.equalsIgnoreCase("any") || plain(rest).equals("0");
  }

  private static String plain(String number) {
    return number.length() > SHOWN ? "" : Normalizer.normalize(number, Normalizer.Form.NFKC);
  }

  private Outcome with(List<Rule> rules) {
    var changed = filter;
    for (var rule : rules) {
      if (changed.rules().size() == Filter.MOST && !changed.takes(rule)) {
        return wrong("filter.too-many", Filter.MOST);
      }
      changed = changed.with(rule);
    }
    return new Outcome.Changed(changed);
  }

  private static boolean isTooLong(String text) {
    return Phrase.length(text) > Phrase.LONGEST;
  }

  private Outcome tooLong(String text) {
    return wrong("filter.too-long", Phrase.LONGEST, Phrase.length(text));
  }

  private Outcome wrong(String key, Object... arguments) {
    return new Outcome.Wrong(call.say(key, arguments));
  }
}
