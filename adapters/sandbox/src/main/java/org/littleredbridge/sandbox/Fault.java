package org.littleredbridge.sandbox;

import java.util.Arrays;
import java.util.Optional;

/// What can be made to go wrong, by the name its switch has.
enum Fault {
  CAPTCHA("captcha", Kind.SWITCH),
  LOGGED_OUT("loggedOut", Kind.SWITCH),
  ACCOUNT_WARNED("accountWarned", Kind.SWITCH),
  // Those that only the web API can tell apart.
  ACCOUNT_RESTRICTED("accountRestricted", Kind.SWITCH),
  NETWORK_DISTRUSTED("networkDistrusted", Kind.SWITCH),
  SIGNATURE_REJECTED("signatureRejected", Kind.SWITCH),
  SIGNATURE_FAILED("signatureFailed", Kind.SWITCH),
  CODES_AS_TEXT("codesAsText", Kind.SWITCH),
  BLOCKED_STATUS("blockedStatus", Kind.LENGTH),
  STALE_TOKENS("staleTokens", Kind.SWITCH),
  SHADOW_HIDE("shadowHide", Kind.SWITCH),
  EMPTY_PROFILE("emptyProfile", Kind.SWITCH),
  EXPIRED_MEDIA("expiredMedia", Kind.SWITCH),
  AVIF_PICTURES("avifPictures", Kind.SWITCH),
  ODD_NOTIFICATIONS("oddNotifications", Kind.SWITCH),
  LOGIN_CODE_FAILS("loginCodeFails", Kind.CALLS),
  REPLY_TARGET_MISSING("replyTargetMissing", Kind.CALLS),
  REPLY_TARGET_TOO_FAR("replyTargetTooFar", Kind.CALLS),
  RSS_FULL_TEXT("rssFullText", Kind.SWITCH),
  RSS_PACKAGE("rssPackage", Kind.SWITCH),
  RSS_BUSY("rssBusy", Kind.CALLS),
  RSS_CAPTCHA("rssCaptcha", Kind.CALLS),
  RSS_TIMEOUT("rssTimeout", Kind.CALLS),
  RATE_LIMITED("rateLimitedSeconds", Kind.SECONDS),
  LATENCY("latencyMillis", Kind.LENGTH),
  PANIC("panic", Kind.CALLS),
  COMMENT_ANSWER_LOST("commentAnswerLost", Kind.CALLS),
  COMMENT_UNCONFIRMED("commentUnconfirmed", Kind.CALLS),
  GARBAGE("garbage", Kind.CALLS),
  TRUNCATED("truncated", Kind.CALLS),
  ENDLESS("endless", Kind.CALLS),
  SUCCESS_FALSE("successFalse", Kind.CALLS),
  RESET_CONNECTION("resetConnection", Kind.CALLS);

  /// What the number behind a fault means; a switch knows 0 and 1.
  enum Kind {
    SWITCH,
    CALLS,
    SECONDS,
    LENGTH
  }

  final String key;
  final Kind kind;

  Fault(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  static Optional<Fault> named(String key) {
    return Arrays.stream(values()).filter(fault -> fault.key.equals(key)).findFirst();
  }
}
