package org.littleredbridge.command;

import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Phrase;
import org.littleredbridge.follow.Rule;
import org.littleredbridge.note.Feed;

/// What somebody searches for: words, or a tag as `#tag`, as RedNote writes it (`#tag[话题]#`) or as
/// people say it (`话题 tag`).
///
/// @param feed of a tag it searches for `#tag`
/// @param tag without `#`
record SearchWords(Feed.SearchFeed feed, Optional<String> tag) {
  /// Characters that a search may have.
  static final int LONGEST = 100;

  private static final Pattern TAG = Pattern.compile("[#＃]\\s?([^\\s#＃\\[]+)(?:\\[话题\\])?[#＃]?");
  private static final Pattern TOPIC = Pattern.compile("话题[\\s:：]\\s*[#＃]?([^\\s#＃\\[]+)");

  /// Empty when nothing can be searched for: no words, or too many.
  static Optional<SearchWords> of(String text) {
    var words = OneLine.of(text, 4 * LONGEST);
    if (words.isEmpty() || words.length() > LONGEST || !Phrase.hasWords(words)) {
      return Optional.empty();
    }
    var tag = tag(words);
    return Optional.of(
        new SearchWords(new Feed.SearchFeed(tag.map(name -> "#" + name).orElse(words)), tag));
  }

  private static Optional<String> tag(String words) {
    for (var pattern : new Pattern[] {TAG, TOPIC}) {
      var m = pattern.matcher(words);
      if (m.matches() && m.group(1).length() < LONGEST && Phrase.hasWords(m.group(1))) {
        return Optional.of(m.group(1));
      }
    }
    return Optional.empty();
  }

  /// A search for a tag finds notes that only mention it, too: this lets those with the tag
  /// through.
  Filter filter() {
    return tag.map(name -> Filter.NONE.with(new Rule.Tag(Phrase.of(name)))).orElse(Filter.NONE);
  }
}
