package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Somebody's place in a chat, https://core.telegram.org/bots/api#chatmember .
///
/// @param rights what differs from the standing's usual rights, such as `can_send_photos` = false
record Membership(
    TelegramUser user, Standing standing, boolean anonymous, Map<String, Boolean> rights) {
  private static final List<String> ADMIN_RIGHTS =
      List.of(
          "can_manage_chat",
          "can_delete_messages",
          "can_manage_video_chats",
          "can_restrict_members",
          "can_promote_members",
          "can_change_info",
          "can_invite_users",
          "can_post_stories",
          "can_edit_stories",
          "can_delete_stories");
  private static final List<String> MEMBER_RIGHTS =
      List.of(
          "can_send_messages",
          "can_send_audios",
          "can_send_documents",
          "can_send_photos",
          "can_send_videos",
          "can_send_video_notes",
          "can_send_voice_notes",
          "can_send_polls",
          "can_send_other_messages",
          "can_add_web_page_previews",
          "can_react_to_messages",
          "can_edit_tag",
          "can_change_info",
          "can_invite_users",
          "can_pin_messages",
          "can_manage_topics");

  Membership {
    rights = Map.copyOf(rights);
  }

  static Membership of(TelegramUser user, Standing standing) {
    return new Membership(user, standing, false, Map.of());
  }

  /// May the member send this kind? An administrator may, somebody restricted only what is named.
  boolean may(String right) {
    return switch (standing) {
      case CREATOR, ADMINISTRATOR -> rights.getOrDefault(right, true);
      case MEMBER -> rights.getOrDefault(right, true);
      case RESTRICTED -> rights.getOrDefault(right, false);
      case LEFT, KICKED -> false;
    };
  }

  ObjectNode wire(ChatKind kind) {
    var node = Json.object().put("status", standing.wire());
    node.set("user", user.wire());
    switch (standing) {
      case CREATOR -> node.put("is_anonymous", anonymous);
      case ADMINISTRATOR -> administrator(node, kind);
      case RESTRICTED -> {
        node.put("is_member", true).put("until_date", 0);
        MEMBER_RIGHTS.forEach(right -> node.put(right, may(right)));
      }
      case KICKED -> node.put("until_date", 0);
      case MEMBER, LEFT -> {}
    }
    return node;
  }

  private void administrator(ObjectNode node, ChatKind kind) {
    node.put("can_be_edited", false).put("is_anonymous", anonymous);
    ADMIN_RIGHTS.forEach(right -> node.put(right, may(right)));
    if (kind == ChatKind.CHANNEL) {
      node.put("can_post_messages", may("can_post_messages"))
          .put("can_edit_messages", may("can_edit_messages"));
    } else {
      node.put("can_pin_messages", may("can_pin_messages"));
    }
    if (kind == ChatKind.FORUM) {
      node.put("can_manage_topics", may("can_manage_topics"));
    }
  }
}
