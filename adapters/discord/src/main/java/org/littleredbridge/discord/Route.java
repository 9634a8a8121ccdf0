package org.littleredbridge.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One address of Discord's REST interface: a shape such as `/channels/{}/messages` and the words
/// for its gaps. Words may be secrets, as the tokens of interactions are; so it shows the shape
/// alone.
record Route(String shape, List<String> words) {
  Route {
    words = List.copyOf(words);
    if (!shape.startsWith("/") || gaps(shape) != words.size()) {
      throw new IllegalArgumentException("a word for each gap of " + shape);
    }
    if (words.stream().anyMatch(word -> word.isBlank() || word.matches("\\.{1,2}"))) {
      throw new IllegalArgumentException("a word of " + shape + " is no name");
    }
  }

  static Route of(String shape, String... words) {
    return new Route(shape, List.of(words));
  }

  /// The answer to an interaction, due within 3 seconds; Discord says which message came of it.
  /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding.
  static Route callback(String interaction, String token) {
    return of("/interactions/{}/{}/callback?with_response=true", interaction, token);
  }

  /// What sets one rate limit apart from another of the same shape: channel, server, or webhook
  /// with its token. Source: https://docs.discord.com/developers/topics/rate-limits.
  String major() {
    if (withToken()) {
      return words.get(0) + "/" + words.get(1);
    }
    return shape.startsWith("/channels/{}") || shape.startsWith("/guilds/{}") ? words.get(0) : "";
  }

  /// Whether the token in the path is all that Discord asks for: these addresses do not take part
  /// in the bot's global limit.
  boolean withToken() {
    return shape.startsWith("/webhooks/{}/{}") || shape.startsWith("/interactions/{}/{}");
  }

  /// The path below the base, in segments that are not yet encoded.
  List<String> segments() {
    var left = words.iterator();
    return List.of(path().substring(1).split("/")).stream()
        .map(segment -> segment.equals("{}") ? left.next() : segment)
        .toList();
  }

  /// What stands behind `?` in the shape, such as `with_response=true` or `after={}`; its gaps take
  /// the last words.
  Map<String, String> query() {
    var query = new LinkedHashMap<String, String>();
    if (path().length() == shape.length()) {
      return query;
    }
    var left = words.subList(gaps(path()), words.size()).iterator();
    for (var pair : shape.substring(path().length() + 1).split("&")) {
      var equals = pair.indexOf('=');
      var value = pair.substring(equals + 1);
      query.put(pair.substring(0, equals), value.equals("{}") ? left.next() : value);
    }
    return query;
  }

  private String path() {
    var mark = shape.indexOf('?');
    return mark < 0 ? shape : shape.substring(0, mark);
  }

  @Override
  public String toString() {
    return shape;
  }

  private static int gaps(String shape) {
    return shape.split("\\{}", -1).length - 1;
  }
}
