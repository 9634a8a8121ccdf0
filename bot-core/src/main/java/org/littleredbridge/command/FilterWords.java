package org.littleredbridge.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The words after `filter`: which feed, what to do, and with what.
///
/// @param feed may be empty
/// @param verb empty: only to show the rules
/// @param rest stripped
record FilterWords(String feed, Optional<Verb> verb, String rest) {
  private static final Pattern WORD = Pattern.compile("(?U)\\S+");
  // A name that holds a verb is longer than no name; nobody has one that holds more.
  private static final int READINGS = 8;

  /// What can be done to rules.
  enum Verb {
    EXCLUDE("exclude"),
    INCLUDE("include"),
    TYPE("type"),
    LIKES("likes"),
    PERDAY("perday"),
    TAG("tag"),
    NOT_TAG("not-tag"),
    REGEX("regex"),
    NOT_REGEX("not-regex"),
    REMOVE("remove"),
    CLEAR("clear");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Optional<Verb> of(String word) {
      var small = word.toLowerCase(Locale.ROOT);
      for (var verb : values()) {
        if (verb.word.equals(small)) {
          return Optional.of(verb);
        }
      }
      return Optional.empty();
    }
  }

  /// All ways in which an argument can be read, the longest name of a feed first: names may hold
  /// verbs, and so may what is looked for.
  static List<FilterWords> readings(String argument) {
    var readings = new ArrayList<FilterWords>();
    var words = WORD.matcher(argument);
    while (words.find() && readings.size() < READINGS) {
      var verb = Verb.of(words.group());
      if (verb.isPresent()) {
        readings.addFirst(
            new FilterWords(
                argument.substring(0, words.start()).strip(),
                verb,
                argument.substring(words.end()).strip()));
      }
    }
    readings.addFirst(new FilterWords(argument.strip(), Optional.empty(), ""));
    return List.copyOf(readings);
  }
}
