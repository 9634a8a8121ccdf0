package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.ChatFailure.Cause;

/// Discord's no: its status, its own number for the reason and its words.
///
/// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes, “JSON Error Codes”.
///
/// @param code 0 when Discord gave none
/// @param words one short line without secrets
record Refusal(int status, int code, String words, Route route) {
  static final int CHANNEL_UNKNOWN = 10003;
  static final int MESSAGE_UNKNOWN = 10008;
  static final int NOT_AUTHOR = 50005;
  static final int SYSTEM_MESSAGE = 50021;
  static final int TOO_LARGE = 40005;
  static final int TAG_REQUIRED = 40067;
  static final int ARCHIVED = 50083;

  private static final Set<Integer> PERSON_CLOSED = Set.of(50007, 50033, 50278, 10013);
  private static final Set<Integer> ANSWER_LATE = Set.of(10008, 10015, 10062, 50027);
  private static final Set<Integer> DISCORD_BUSY = Set.of(40004, 40062, 40333, 130000);
  private static final int LONGEST = 300;

  /// Whether the message is not there any more, or not ours to change.
  boolean pastEditing() {
    return code == MESSAGE_UNKNOWN || code == NOT_AUTHOR || code == SYSTEM_MESSAGE;
  }

  boolean channelGone() {
    return code == CHANNEL_UNKNOWN;
  }

  boolean tooLarge() {
    return status == 413 || code == TOO_LARGE;
  }

  /// @param rights the permissions that the request needed, for people
  ChatException exception(List<String> rights) {
    return new ChatException(failure(rights));
  }

  /// What that means for a delivery.
  ///
  /// @param rights the permissions that the request needed, for people
  ChatFailure failure(List<String> rights) {
    if (route.withToken() && (ANSWER_LATE.contains(code) || status == 404)) {
      return new ChatFailure.Closed(Cause.TOO_LATE, "");
    }
    if (status == 401 || status >= 500 || status == 408 || DISCORD_BUSY.contains(code)) {
      return new ChatFailure.Unavailable("Discord: " + said());
    }
    if (status == 403 && code == 0) {
      return new ChatFailure.Unavailable("Discord's edge refuses this network: " + said());
    }
    if (code == CHANNEL_UNKNOWN) {
      return new ChatFailure.Closed(Cause.GONE, "");
    }
    if (PERSON_CLOSED.contains(code)) {
      return new ChatFailure.Closed(Cause.BLOCKED, "");
    }
    return closed(rights);
  }

  private ChatFailure closed(List<String> rights) {
    return switch (code) {
      case 10004 -> new ChatFailure.Closed(Cause.REMOVED, "");
      case ARCHIVED, 160005 -> new ChatFailure.Closed(Cause.TOPIC_CLOSED, "");
      case 50001 -> notAllowed(rights);
      case 50013, 160002 ->
          notAllowed(rights.stream().filter(right -> !right.equals(Rights.VIEW)).toList());
      case 50008, 50024 ->
          new ChatFailure.Closed(
              Cause.NOT_ALLOWED, "this kind of channel takes no messages; choose a text channel");
      case TAG_REQUIRED ->
          new ChatFailure.Closed(
              Cause.NOT_ALLOWED,
              "every post in this forum needs a tag; give the forum a tag that everybody may use");
      case 160006, 160007 ->
          new ChatFailure.Closed(
              Cause.NOT_ALLOWED, "the server has as many open threads as Discord allows");
      default ->
          status == 403 && code < 100
              ? notAllowed(rights)
              : new ChatFailure.Refused("Discord: " + said());
    };
  }

  private static ChatFailure notAllowed(List<String> rights) {
    return new ChatFailure.Closed(
        Cause.NOT_ALLOWED,
        String.join(", ", rights) + "; give them to the bot's role in this channel");
  }

  private String said() {
    var number = code > 0 ? status + ", " + code : String.valueOf(status);
    return words.isBlank() ? number : words + " (" + number + ")";
  }

  /// Discord's words with where in the request they point, such as `embeds.0.title: too long`.
  static String words(JsonNode answer) {
    var words = new ArrayList<String>();
    words.add(answer.path("message").asText(""));
    collect("", answer.path("errors"), words, 0);
    var line = String.join("; ", words).replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1).stripTrailing() + "…";
  }

  private static void collect(String at, JsonNode node, List<String> words, int depth) {
    if (depth > 12 || words.size() > 5) {
      return;
    }
    node.path("_errors").forEach(error -> words.add(at + ": " + error.path("message").asText("")));
    node.properties()
        .forEach(entry -> {
          if (!entry.getKey().equals("_errors")) {
            var below = at.isEmpty() ? entry.getKey() : at + "." + entry.getKey();
            collect(below, entry.getValue(), words, depth + 1);
          }
        });
  }
}
