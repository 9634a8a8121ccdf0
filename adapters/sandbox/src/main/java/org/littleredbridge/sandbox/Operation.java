package org.littleredbridge.sandbox;

/// What the gateway can be asked, with the code and the words of its failure. The code tells the
/// operation, never the cause.
enum Operation {
  LOGIN_STATUS("STATUS_CHECK_FAILED", "检查登录状态失败"),
  LIST("LIST_FEEDS_FAILED", "获取Feeds列表失败"),
  SEARCH("SEARCH_FEEDS_FAILED", "搜索Feeds失败"),
  DETAIL("GET_FEED_DETAIL_FAILED", "获取Feed详情失败"),
  PROFILE("GET_USER_PROFILE_FAILED", "获取用户主页失败"),
  ME("GET_MY_PROFILE_FAILED", "获取我的主页失败"),
  COMMENT("POST_COMMENT_FAILED", "发表评论失败"),
  REPLY("REPLY_COMMENT_FAILED", "回复评论失败"),
  LIKE("LIKE_FEED_FAILED", "点赞失败"),
  UNREAD("GET_UNREAD_COUNT_FAILED", "获取未读数失败"),
  NOTIFICATIONS("LIST_NOTIFICATIONS_FAILED", "获取通知列表失败"),
  REPLY_NOTIFICATION("REPLY_NOTIFICATION_FAILED", "回复通知失败"),
  LIKE_NOTIFICATION("LIKE_NOTIFICATION_FAILED", "点赞失败");

  private final String code;
  private final String words;

  Operation(String code, String words) {
    this.code = code;
    this.words = words;
  }

  GatewayError failed(String details) {
    return new GatewayError(500, code, words, Wire.NODES.textNode(details));
  }
}
