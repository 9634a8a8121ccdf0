package org.littleredbridge.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.littleredbridge.note.Feed;

/// The rules of one subscription. Without rules it lets everything through.
///
/// A note has to do well by every rule, except that of several words and expressions that are asked
/// for one is enough, and so of several tags. What nobody can know, such as the likes of a note
/// where the platform shows none, or the words of one whose text could not be had, lets a creator's
/// note through, because the channel chose the creator; from the recommendations and from a search
/// it holds a note back, because there is always another one.
///
/// @param rules in the order in which they were made
public record Filter(List<Rule> rules) {
  /// How many rules a subscription may have.
  public static final int MOST = 50;

  public static final Filter NONE = new Filter(List.of());

  // A verdict names so many of the things of which one would have been enough.
  private static final int NAMED = 3;

  public Filter {
    rules = List.copyOf(rules);
    if (rules.size() > MOST) {
      throw new IllegalArgumentException("a filter has at most " + MOST + " rules");
    }
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /// This filter and one rule more. A type, a minimum of likes and a ceiling take the place of an
  /// earlier one.
  public Filter with(Rule rule) {
    return new Filter(with(rules, rule));
  }

  private static List<Rule> with(List<Rule> rules, Rule rule) {
    if (rules.contains(rule)) {
      return rules;
    }
    var more = new ArrayList<Rule>(rules);
    more.removeIf(other -> isOnlyOne(rule) && other.getClass() == rule.getClass());
    more.add(rule);
    return more;
  }

  /// Whether a filter that has all its rules takes this one too: in the place of another.
  public boolean takes(Rule rule) {
    return with(rules, rule).size() <= MOST;
  }

  /// This filter without the rules that `gone` is true for.
  public Filter without(Predicate<Rule> gone) {
    return new Filter(rules.stream().filter(gone.negate()).toList());
  }

  private static boolean isOnlyOne(Rule rule) {
    return switch (rule) {
      case Rule.OfType _, Rule.Likes _, Rule.PerDay _ -> true;
      case Rule.Include _,
          Rule.Exclude _,
          Rule.Regex _,
          Rule.NotRegex _,
          Rule.Tag _,
          Rule.NotTag _ ->
          false;
    };
  }

  /// How many notes a day may be sent; empty: all.
  public OptionalInt perDay() {
    return rules.stream()
        .flatMapToInt(
            rule -> rule instanceof Rule.PerDay(var most) ? IntStream.of(most) : IntStream.empty())
        .findFirst();
  }

  /// What holds a note back that a feed brought, as in [Verdict.Filtered]; empty when nothing does.
  /// What surely does is named before what does in doubt.
  public Optional<String> holdsBack(NoteText note, Feed feed) {
    return surelyHoldsBack(note).or(() -> first(any -> fails(any, note, feed)));
  }

  /// What holds a note back whatever its detail tells, of which a card says only the title, the
  /// type and the likes; empty when nothing is sure.
  public Optional<String> surelyHoldsBack(NoteText note) {
    return first(any -> any.stream().allMatch(rule -> surelyFails(rule, note)));
  }

  private Optional<String> first(Predicate<List<Rule>> holding) {
    return Stream.concat(
            rules.stream().filter(rule -> !isOneOfSeveral(rule)).map(List::of),
            Stream.of(those(Filter::asksForWords), those(Rule.Tag.class::isInstance)))
        .filter(any -> !any.isEmpty() && holding.test(any))
        .findFirst()
        .map(Filter::code);
  }

  /// An expression may find in a title alone what it does not find in the whole note, such as an
  /// end.
  private static boolean surelyFails(Rule rule, NoteText note) {
    return rule.fit(note) == Rule.Fit.FAILS
        && (note.note().complete() || !(rule instanceof Rule.NotRegex));
  }

  private List<Rule> those(Predicate<Rule> wanted) {
    return rules.stream().filter(wanted).toList();
  }

  private static boolean asksForWords(Rule rule) {
    return rule instanceof Rule.Include || rule instanceof Rule.Regex;
  }

  private static boolean isOneOfSeveral(Rule rule) {
    return asksForWords(rule) || rule instanceof Rule.Tag;
  }

  private static boolean fails(List<Rule> any, NoteText note, Feed feed) {
    var unsure = false;
    for (var rule : any) {
      switch (rule.fit(note)) {
        case FITS -> {
          return false;
        }
        case UNSURE -> unsure = true;
        case FAILS -> {}
      }
    }
    return !unsure || doubtCounts(feed);
  }

  private static boolean doubtCounts(Feed feed) {
    return switch (feed) {
      case Feed.CreatorFeed _ -> false;
      case Feed.TrendingFeed _, Feed.SearchFeed _ -> true;
    };
  }

  private static String code(List<Rule> any) {
    var named = any.stream().limit(NAMED).map(Rule::code).collect(Collectors.joining("\n"));
    return any.size() <= NAMED ? named : named + "\n" + RuleSentence.MORE + (any.size() - NAMED);
  }

  /// The rules as they are stored.
  public List<String> codes() {
    return rules.stream().map(Rule::code).toList();
  }

  /// The filter of [#codes()].
  ///
  /// @throws IllegalArgumentException when one of them is no rule's
  public static Filter ofCodes(List<String> codes) {
    return codes.isEmpty() ? NONE : new Filter(codes.stream().map(Rule::ofCode).toList());
  }
}
