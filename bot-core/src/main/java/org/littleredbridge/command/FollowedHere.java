package org.littleredbridge.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.Phrase;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.note.PlatformLinks.Target;
import org.littleredbridge.wording.Wording;

/// What a channel follows, by the names that people have for it. Costs no request, but for a short
/// link.
record FollowedHere(
    Subscriptions subscriptions, Notes notes, PlatformLinks links, Wording wording) {
  List<Subscription> of(ChannelId channel) {
    return subscriptions.of(channel);
  }

  /// What each of them is called. A number is always that of the list, also where a creator is
  /// called so.
  ///
  /// @param numbers by place in `list` and by id
  /// @param names by name and words
  record Names(Map<Phrase, Subscription> numbers, Map<Phrase, List<Subscription>> names) {
    /// Those that go by this number, id, name or words.
    List<Subscription> called(String name) {
      return phrase(name)
          .map(sought ->
              numbers.containsKey(sought)
                  ? List.of(numbers.get(sought))
                  : names.getOrDefault(sought, List.of()))
          .orElse(List.of());
    }

    private static Optional<Phrase> phrase(String text) {
      return Phrase.length(text) <= Phrase.LONGEST && Phrase.hasWords(text)
          ? Optional.of(Phrase.of(text))
          : Optional.empty();
    }
  }

  /// @param mine what the channel follows, in the order of `list`
  Names names(List<Subscription> mine, Locale language) {
    var numbers = new HashMap<Phrase, Subscription>();
    var names = new HashMap<Phrase, List<Subscription>>();
    for (var one : mine) {
      numbers.put(Phrase.of(Integer.toString(numbers.size() + 1)), one);
      names(one.feed(), language)
          .flatMap(name -> Names.phrase(name).stream())
          .distinct()
          .forEach(name -> names.computeIfAbsent(name, _ -> new ArrayList<>()).add(one));
    }
    for (var one : mine) {
      if (one.feed() instanceof Feed.CreatorFeed(var id)) {
        numbers.putIfAbsent(Phrase.of(id.value()), one);
      }
    }
    return new Names(numbers, names);
  }

  private Stream<String> names(Feed feed, Locale language) {
    return switch (feed) {
      case Feed.CreatorFeed(var id) -> notes.creator(id).map(Creator::name).stream();
      case Feed.TrendingFeed trending -> Stream.of(word(trending), name(feed, language));
      case Feed.SearchFeed(var words) -> Stream.of(words, "search " + words, name(feed, language));
    };
  }

  /// The one that a link or share text leads to.
  ///
  /// @throws org.littleredbridge.note.PlatformException when a short link could not be resolved
  Optional<Subscription> linked(List<Subscription> mine, String text) {
    return links
        .find(text)
        .flatMap(this::creator)
        .flatMap(id ->
            mine.stream().filter(one -> one.feed().equals(new Feed.CreatorFeed(id))).findFirst());
  }

  private Optional<CreatorId> creator(Target target) {
    return switch (target) {
      case Target.ToCreator(var ref) -> Optional.of(ref.id());
      case Target.ToNote(var ref) -> notes.note(ref.id()).map(Note::creator).map(c -> c.ref().id());
    };
  }

  String name(Feed feed, Locale language) {
    return FeedNames.of(feed, notes, wording, language);
  }

  /// What the channel follows, by what is typed for it. A search goes by its number, which is the
  /// only name that it has.
  List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    var mine = of(channel);
    var sought = begun.toLowerCase(Locale.ROOT);
    return IntStream.range(0, mine.size())
        .mapToObj(i -> new Suggestion(name(mine.get(i).feed(), language), word(mine, i)))
        .filter(one ->
            one.value().startsWith(begun) || one.label().toLowerCase(Locale.ROOT).contains(sought))
        .toList();
  }

  private static String word(List<Subscription> mine, int place) {
    return switch (mine.get(place).feed()) {
      case Feed.CreatorFeed(var id) -> id.value();
      case Feed.TrendingFeed trending -> word(trending);
      case Feed.SearchFeed _ -> Integer.toString(place + 1);
    };
  }

  private static String word(Feed.TrendingFeed trending) {
    return trending.channel().map(one -> "trending " + one.word()).orElse("trending");
  }
}
