package org.littleredbridge.sandbox;

/// What the platform shows the gateway's browser instead of a page, according to the faults that
/// are on. The gateway does not understand such pages: only `details` carries their words, and its
/// lists carry none.
final class PlatformState {
  private final Faults faults;

  PlatformState(Faults faults) {
    this.faults = faults;
  }

  boolean loggedIn() {
    return !faults.on(Fault.LOGGED_OUT);
  }

  /// Throws what the gateway answers for that operation while something is wrong.
  void check(Operation operation, String id) {
    if (isList(operation) && faults.take(Fault.LIST_TIMEOUT)) {
      throw operation.failed("context deadline exceeded");
    }
    if (faults.on(Fault.CAPTCHA)) {
      fail(operation, id, "请完成安全验证后继续访问");
    }
    if (faults.on(Fault.ACCOUNT_WARNED)) {
      fail(operation, id, "300011 检测到账号异常，请稍后重启试试");
    }
    if (faults.on(Fault.RATE_LIMITED)) {
      fail(operation, id, "300013 访问频次异常，请勿频繁操作或重启试试");
    }
    if (faults.on(Fault.LOGGED_OUT)) {
      fail(operation, id, "登录后查看更多内容");
    }
  }

  private static boolean isList(Operation operation) {
    return operation == Operation.LIST
        || operation == Operation.SEARCH
        || operation == Operation.PROFILE;
  }

  private void fail(Operation operation, String id, String page) {
    throw switch (operation) {
      case LIST, SEARCH -> operation.failed("没有捕获到 feeds 数据");
      case DETAIL, LIKE, REPLY -> operation.failed("笔记不可访问: " + page);
      case COMMENT -> commentFailure(id, page);
      case PROFILE, ME ->
          operation.failed("user.userPageData.value not found in __INITIAL_STATE__");
      case LOGIN_STATUS, UNREAD, NOTIFICATIONS, REPLY_NOTIFICATION, LIKE_NOTIFICATION ->
          operation.failed("context deadline exceeded");
    };
  }

  private GatewayError commentFailure(String id, String page) {
    // A muted account sees the note and may type; the comment never appears.
    return faults.on(Fault.ACCOUNT_WARNED) && !faults.on(Fault.CAPTCHA)
        ? unconfirmed(id)
        : Operation.COMMENT.failed("笔记不可访问: " + page);
  }

  static GatewayError unconfirmed(String note) {
    return Operation.COMMENT.failed("评论未确认成功：提交后未在评论区出现（可能账号被限制或发送失败），feed: " + note);
  }
}
