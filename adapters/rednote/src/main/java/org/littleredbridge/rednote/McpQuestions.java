package org.littleredbridge.rednote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;

/// What xiaohongshu-mcp is asked, call by call. A call that needs a token which is not known throws
/// [PlatformException] and sends nothing.
///
/// Source: https://github.com/xpzouying/xiaohongshu-mcp, `docs/API.md` and `handlers_api.go`.
final class McpQuestions {
  private static final String API = "api/v1/";
  private static final int MOST_NOTIFICATIONS = 100;

  private final Patience patience;

  McpQuestions(Patience patience) {
    this.patience = patience;
  }

  Question health() {
    return Question.get("health", patience.health());
  }

  Question login() {
    return Question.get(API + "login/status", patience.login());
  }

  Question loginCode() {
    return Question.get(API + "login/qrcode", patience.login());
  }

  Question trending() {
    return Question.get(API + "feeds/list", patience.list());
  }

  Question search(String words, SearchFilters filters) {
    return Question.post(
        API + "feeds/search",
        patience.list(),
        body -> {
          body.put("keyword", words);
          FilterWords.put(filters, body.putObject("filters"));
        });
  }

  Question profile(CreatorId creator, Optional<AccessToken> token) {
    var opener = needed(token, "the creator");
    return Question.post(
        API + "user/profile",
        patience.list(),
        body -> {
          body.put("user_id", creator.value());
          body.put("xsec_token", opener.value());
        });
  }

  Question detail(NoteRef note, Depth depth) {
    var token = needed(note.token(), "the note");
    return Question.post(
        API + "feeds/detail",
        patience.detail(),
        body -> {
          address(body, note, token);
          if (depth == Depth.ALL_COMMENTS) {
            askForAllComments(body);
          }
        });
  }

  Question comment(NoteRef note, String text) {
    var token = needed(note.token(), "the note");
    return Question.once(
        API + "feeds/comment",
        patience.comment(),
        body -> {
          address(body, note, token);
          body.put("content", text);
        });
  }

  Question reply(NoteRef note, CommentId to, String text) {
    var token = needed(note.token(), "the note");
    return Question.once(
        API + "feeds/comment/reply",
        patience.reply(),
        body -> {
          address(body, note, token);
          // The comment alone: with its author's id beside it the gateway may settle for another
          // comment of the same person.
          body.put("comment_id", to.value());
          body.put("content", text);
        });
  }

  Question unread() {
    return Question.get(API + "notifications/unread", patience.notifications());
  }

  Question notifications(Notification.Kind kind, int most) {
    var query = new LinkedHashMap<String, String>();
    query.put("tab", tab(kind));
    query.put("limit", Integer.toString(Math.clamp(most, 1, MOST_NOTIFICATIONS)));
    return Question.get(API + "notifications/list", query, patience.notifications());
  }

  Question notificationReply(CommentId to, String text) {
    return Question.once(
        API + "notifications/reply",
        patience.notifications(),
        body -> {
          body.put("comment_id", to.value());
          body.put("content", text);
        });
  }

  private static String tab(Notification.Kind kind) {
    return switch (kind) {
      case COMMENTS -> "mentions";
      case LIKES -> "likes";
      case FOLLOWERS -> "connections";
    };
  }

  private static void address(ObjectNode body, NoteRef note, AccessToken token) {
    body.put("feed_id", note.id().value());
    body.put("xsec_token", token.value());
  }

  /// The options must be nested: flat ones are silently ignored.
  private static void askForAllComments(ObjectNode body) {
    body.put("load_all_comments", true);
    body.putObject("comment_config")
        .put("click_more_replies", true)
        .put("max_comment_items", CommentDecoder.CEILING)
        .put("scroll_speed", "fast");
  }

  private static AccessToken needed(Optional<AccessToken> token, String of) {
    return token.orElseThrow(() ->
        new PlatformException(
            new Failure.BadRequest(
                "no access token of "
                    + of
                    + " is known yet; a link with xsec_token or any list that shows it brings"
                    + " one")));
  }
}
