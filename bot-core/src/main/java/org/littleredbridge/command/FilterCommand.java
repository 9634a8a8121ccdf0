package org.littleredbridge.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.command.FilterWords.Verb;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Rule;
import org.littleredbridge.follow.RuleSentence;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscription;

/// `filter <feed> [exclude|include|… <what>]`: which notes of a feed come here. Without more than a
/// feed it shows the rules. Where a channel follows only one thing, the feed may be left out.
final class FilterCommand implements Command {
  // Which rule a number meant when the command came first: after a crash the rules have moved up.
  private static final String MEANT = "filter";
  private static final int NAME = 82;

  private final FollowedHere here;
  private final Settings settings;
  private final FilterTrial trial;
  private final RuleSentence sentence;

  FilterCommand(FollowedHere here, Settings settings, FilterTrial trial) {
    this.here = here;
    this.settings = settings;
    this.trial = trial;
    this.sentence = new RuleSentence(here.wording());
  }

  /// What was said, understood.
  private sealed interface Meant {
    record One(Subscription subscription, FilterWords words) implements Meant {}

    record Several() implements Meant {}

    record Unknown(String name) implements Meant {}
  }

  @Override
  public String name() {
    return "filter";
  }

  @Override
  public boolean changesThings(String argument) {
    return true;
  }

  @Override
  public Argument takes() {
    return Argument.OPTIONAL;
  }

  @Override
  public boolean suggests() {
    return true;
  }

  @Override
  public List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    var names = here.names(here.of(channel), language);
    for (var words : FilterWords.readings(begun)) {
      var called = names.called(words.feed());
      if (called.size() == 1) {
        return words.verb().isEmpty()
            ? verbs(words.feed(), "")
            : values(called.getFirst().filter().rules(), words, language);
      }
    }
    var space = begun.lastIndexOf(' ');
    return space > 0 && names.called(begun.substring(0, space)).size() == 1
        ? verbs(begun.substring(0, space).strip(), begun.substring(space + 1))
        : here.suggest(channel, begun, language);
  }

  private static List<Suggestion> verbs(String feed, String begun) {
    var verbs =
        Arrays.stream(Verb.values())
            .map(Verb::word)
            .filter(word -> word.startsWith(begun.toLowerCase(Locale.ROOT)))
            .map(word -> feed + " " + word);
    return Stream.concat(begun.isEmpty() ? Stream.of(feed) : Stream.empty(), verbs)
        .map(text -> new Suggestion(text, text))
        .toList();
  }

  private List<Suggestion> values(List<Rule> rules, FilterWords words, Locale language) {
    var values =
        switch (words.verb().orElseThrow()) {
          case TYPE ->
              Stream.of("pictures", "video", "any").map(word -> new Suggestion(word, word));
          case LIKES -> Stream.of("100", "1000", "off").map(word -> new Suggestion(word, word));
          case PERDAY -> Stream.of("3", "10", "off").map(word -> new Suggestion(word, word));
          case REMOVE ->
              IntStream.range(0, rules.size())
                  .mapToObj(i ->
                      new Suggestion(
                          sentence.say(language, rules.get(i)), Integer.toString(i + 1)));
          case EXCLUDE, INCLUDE, TAG, NOT_TAG, REGEX, NOT_REGEX, CLEAR ->
              Stream.<Suggestion>empty();
        };
    var front = words.feed() + " " + words.verb().map(Verb::word).orElse("") + " ";
    return values
        .filter(value -> value.value().startsWith(words.rest()))
        .map(value -> new Suggestion(front + value.label(), front + value.value()))
        .toList();
  }

  @Override
  public String run(Call call) {
    var mine = here.of(call.channel());
    if (mine.isEmpty()) {
      return call.say("list.empty");
    }
    return switch (meant(call, mine)) {
      case Meant.One(var one, var words) -> run(call, one, words);
      case Meant.Several() -> call.say("filter.several");
      case Meant.Unknown(var name) ->
          name.isBlank()
              ? call.say("filter.usage")
              : call.say("filter.unknown", OneLine.of(name, NAME));
    };
  }

  private Meant meant(Call call, List<Subscription> mine) {
    var readings = FilterWords.readings(call.argument());
    var names = here.names(mine, call.language());
    for (var words : readings) {
      var called = names.called(words.feed());
      if (!called.isEmpty()) {
        return called.size() == 1 ? new Meant.One(called.getFirst(), words) : new Meant.Several();
      }
    }
    // A link goes up to the first verb; what is looked for may hold links too.
    var shortest = readings.getLast();
    if (shortest.feed().isEmpty() && mine.size() == 1) {
      return new Meant.One(mine.getFirst(), shortest);
    }
    return here.linked(mine, shortest.feed())
        .<Meant>map(one -> new Meant.One(one, shortest))
        .orElseGet(() -> new Meant.Unknown(shortest.feed()));
  }

  private String run(Call call, Subscription one, FilterWords words) {
    if (words.verb().isEmpty()) {
      return show(call, one);
    }
    if (words.verb().get() == Verb.REMOVE) {
      return remove(call, one, words.rest());
    }
    return switch (new FilterEdit(call, one.filter()).run(words.verb().get(), words.rest())) {
      case FilterEdit.Outcome.Changed(var filter) -> change(call, one, filter);
      case FilterEdit.Outcome.Wrong(var why) -> why;
    };
  }

  private String remove(Call call, Subscription one, String number) {
    var begin = call.given().id() + " ";
    var meant =
        settings
            .get(call.channel(), MEANT)
            .filter(value -> value.startsWith(begin))
            .map(value -> value.substring(begin.length()))
            .or(() -> code(one.filter(), number));
    if (meant.isEmpty()) {
      return call.say("filter.no-rule", OneLine.of(number, NAME));
    }
    settings.set(call.channel(), MEANT, begin + meant.get(), call.member().id(), call.now());
    return change(call, one, one.filter().without(rule -> rule.code().equals(meant.get())));
  }

  private static Optional<String> code(Filter filter, String number) {
    if (!number.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    var place = Integer.parseInt(number) - 1;
    return filter.rules().stream()
        .skip(Math.max(0, place))
        .findFirst()
        .filter(_ -> place >= 0)
        .map(Rule::code);
  }

  private String change(Call call, Subscription one, Filter filter) {
    return here.subscriptions().filter(call.channel(), one.feed(), filter)
        ? show(call, one.with(filter))
        // It was unfollowed at this moment.
        : call.say("filter.unknown", OneLine.of(here.name(one.feed(), call.language()), NAME));
  }

  private String show(Call call, Subscription one) {
    var name = here.name(one.feed(), call.language());
    var rules = one.filter().rules();
    if (rules.isEmpty()) {
      return call.say("filter.none", name);
    }
    var lines =
        IntStream.range(0, rules.size())
            .mapToObj(i -> (i + 1) + ". " + sentence.say(call.language(), rules.get(i)))
            .collect(Collectors.joining("\n"));
    return call.say("filter.head", name) + "\n" + lines + "\n" + trial.say(call, one);
  }
}
