package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What Telegram makes of a plain text by itself: mentions (which ring), web addresses, commands,
/// hashtags. A rough reading of the server's rules, rather too eager than too lax: it is there so
/// that a test sees when somebody's words would ring or link.
final class Detection {
  private static final Set<String> OPAQUE =
      Set.of("code", "pre", "text_link", "text_mention", "custom_emoji");

  private record Rule(String type, char sign, Pattern pattern) {}

  // In this order: what stands earlier takes its stretch away from the later ones.
  private static final List<Rule> RULES =
      List.of(
          rule(
              "email",
              '@',
              "(?<![\\w.+-])[\\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,20}"),
          rule("url", '/', "(?i)(?:https?|ftp|tg)://[^\\s<>\"«»]{1,2000}"),
          rule(
              "url",
              '.',
              "(?i)(?<![\\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\\.){1,8}"
                  + "(?:com|net|org|io|me|cn|info|dev|app|xyz|co|ru|de|uk|jp|tv|cc|link|site|top)"
                  + "(?![\\w-])(?:[:/][^\\s<>\"«»]{0,2000})?"),
          rule("mention", '@', "(?<![\\w/@])@[A-Za-z]\\w{2,31}(?!\\w)"),
          rule("bot_command", '/', "(?<![\\w/@<>])/\\w{1,64}(?:@[A-Za-z]\\w{2,31})?(?![\\w/])"),
          rule("hashtag", '#', "(?<![\\w#])#(?U:\\w{1,255})"));

  private Detection() {}

  static ArrayNode with(String text, ArrayNode given) {
    var found = new ArrayList<JsonNode>();
    given.forEach(found::add);
    var taken = new ArrayList<JsonNode>();
    found.stream().filter(e -> OPAQUE.contains(e.path("type").asText())).forEach(taken::add);
    int before = found.size();
    for (var rule : RULES) {
      if (text.indexOf(rule.sign) >= 0) {
        for (var match = rule.pattern.matcher(text); match.find(); ) {
          if (!Formatted.covered(taken, match.start(), match.end())) {
            var entity =
                Json.object()
                    .put("offset", match.start())
                    .put("length", match.end() - match.start())
                    .put("type", rule.type);
            taken.add(entity);
            found.add(entity);
          }
        }
      }
    }
    if (found.size() == before) {
      return given;
    }
    found.sort(Comparator.comparingInt(e -> e.path("offset").asInt()));
    return Json.array().addAll(found);
  }

  private static Rule rule(String type, char sign, String pattern) {
    return new Rule(type, sign, Pattern.compile(pattern));
  }
}
