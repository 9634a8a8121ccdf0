package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is notified by a message. Code blocks and backslashes are not looked at: what is in them
/// counts as a mention too, so that the answer errs on the loud side. Source:
/// https://docs.discord.com/developers/resources/message#allowed-mentions-object
///
/// @param everyone `@everyone` or `@here` took effect
/// @param users ids of people
/// @param roles ids of roles
record Pings(boolean everyone, Set<String> users, Set<String> roles) {
  static final Pings NOBODY = new Pings(false, Set.of(), Set.of());
  private static final Pattern USER = Pattern.compile("<@!?(\\d{1,20})>");
  private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,20})>");
  private static final Pattern ALL = Pattern.compile("@(?:everyone|here)");

  boolean nobody() {
    return !everyone && users.isEmpty() && roles.isEmpty();
  }

  /// @param allowed the `allowed_mentions` of the form, or a missing node
  /// @param repliedTo who wrote the message that is answered
  /// @param mayEveryone whether the author has the right to ping everyone
  static Pings of(
      String content, JsonNode allowed, Optional<String> repliedTo, boolean mayEveryone) {
    boolean open = !allowed.isObject();
    boolean everyone =
        mayEveryone && (open || parses(allowed, "everyone")) && ALL.matcher(content).find();
    var users = kept(USER.matcher(content), allowed, "users");
    var roles = kept(ROLE.matcher(content), allowed, "roles");
    if (open || allowed.path("replied_user").asBoolean()) {
      repliedTo.ifPresent(users::add);
    }
    return new Pings(everyone, users, roles);
  }

  private static Set<String> kept(Matcher found, JsonNode allowed, String kind) {
    var kept = new TreeSet<String>();
    while (found.find()) {
      if (!allowed.isObject() || parses(allowed, kind) || lists(allowed, kind, found.group(1))) {
        kept.add(found.group(1));
      }
    }
    return kept;
  }

  private static boolean parses(JsonNode allowed, String kind) {
    return lists(allowed, "parse", kind);
  }

  private static boolean lists(JsonNode allowed, String field, String value) {
    for (var item : allowed.path(field)) {
      if (item.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }
}
