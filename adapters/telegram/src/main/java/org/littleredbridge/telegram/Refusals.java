package org.littleredbridge.telegram;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;

/// What an answer of the Bot API means for a channel. Telegram documents the codes and not its
/// words; these are the words its server sends (https://github.com/tdlib/telegram-bot-api).
final class Refusals {
  private static final Pattern RIGHT =
      Pattern.compile("not enough rights to send (.+?) to the chat", Pattern.CASE_INSENSITIVE);
  private static final Pattern FORBIDDEN =
      Pattern.compile("CHAT_SEND_([A-Z]+)_FORBIDDEN", Pattern.CASE_INSENSITIVE);
  private static final Map<String, String> KINDS =
      Map.of(
          "text messages", "Send messages",
          "plain", "Send messages",
          "photos", "Send photos",
          "videos", "Send videos",
          "documents", "Send files",
          "docs", "Send files",
          "gifs", "Send stickers and GIFs",
          "animations", "Send stickers and GIFs",
          "media", "Send media");

  private Refusals() {}

  static ChatFailure of(BotApiException refused) {
    return switch (refused.code()) {
      case BotApiException.NO_ANSWER -> unavailable(refused);
      case 400 -> badRequest(refused);
      case 401, 404 ->
          refused.tokenRefused()
              ? new ChatFailure.Unavailable("Telegram refuses the bot's token")
              : new ChatFailure.Refused(refused.description());
      case 403 -> forbidden(refused);
      case 429 -> new ChatFailure.RateLimited(Pacing.asked(refused));
      default ->
          refused.tooLarge()
              ? new ChatFailure.Refused(refused.description())
              : unavailable(refused);
    };
  }

  private static ChatFailure unavailable(BotApiException refused) {
    return new ChatFailure.Unavailable("Telegram: " + refused.getMessage());
  }

  private static ChatFailure forbidden(BotApiException refused) {
    if (refused.says("blocked by the user", "can't initiate conversation", "bot_blocked")) {
      return closed(Cause.BLOCKED, "");
    }
    if (refused.says("kicked", "not a member")) {
      return closed(Cause.REMOVED, "");
    }
    if (refused.says("deactivated", "was deleted", "to bots")) {
      return closed(Cause.GONE, refused.description());
    }
    return notAllowed(refused).orElseGet(() -> closed(Cause.NOT_ALLOWED, refused.description()));
  }

  private static ChatFailure badRequest(BotApiException refused) {
    if (refused.migrateTo().isPresent()) {
      return new ChatFailure.Moved(Place.channel(refused.migrateTo().getAsLong()));
    }
    if (refused.tooLate()) {
      return closed(Cause.TOO_LATE, "");
    }
    if (refused.says("topic_closed")) {
      return closed(Cause.TOPIC_CLOSED, "");
    }
    if (refused.says(
        "topic_deleted",
        "topic_id_invalid",
        "thread not found",
        "chat not found",
        "group chat was deactivated",
        "group chat was deleted",
        "peer_id_invalid",
        "chat_id_invalid",
        "channel_invalid")) {
      return closed(Cause.GONE, refused.description());
    }
    if (refused.says("user_is_blocked")) {
      return closed(Cause.BLOCKED, "");
    }
    if (refused.says("channel_private", "user_banned_in_channel", "bot was kicked")) {
      return closed(Cause.REMOVED, refused.description());
    }
    return notAllowed(refused).orElseGet(() -> new ChatFailure.Refused(refused.description()));
  }

  private static Optional<ChatFailure> notAllowed(BotApiException refused) {
    if (refused.says("administrator rights", "chat_admin_required", "to post messages")) {
      return Optional.of(closed(Cause.NOT_ALLOWED, "Post messages, as an administrator"));
    }
    for (var form : new Pattern[] {RIGHT, FORBIDDEN}) {
      var right = form.matcher(refused.description());
      if (right.find()) {
        var kind = right.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(closed(Cause.NOT_ALLOWED, KINDS.getOrDefault(kind, "Send " + kind)));
      }
    }
    if (refused.says(
        "have no rights to send",
        "not enough rights",
        "chat_write_forbidden",
        "chat_restricted",
        "need administrator")) {
      return Optional.of(closed(Cause.NOT_ALLOWED, "Send messages"));
    }
    return Optional.empty();
  }

  private static ChatFailure closed(Cause cause, String detail) {
    return new Closed(cause, detail);
  }
}
