package org.littleredbridge.sandbox;

import java.util.Arrays;
import java.util.Optional;

/// What can be made to go wrong, by the name its switch has: `POST /_sandbox/faults` with
/// `{"captcha":true}` and the like, `GET` shows all, `DELETE` ends all.
///
/// Other strings behind the stage: `GET|POST /_sandbox/creators`, `PUT /_sandbox/creators/ID` with
/// `{"name":…}` (renamed) or `{"gone":true}` (the page is missing); `POST /_sandbox/notes`, `PUT`
/// and `DELETE /_sandbox/notes/ID` (edited, taken down); `GET|POST /_sandbox/comments`; `GET
/// /_sandbox/login` and `POST /_sandbox/login/scan` (who scans the code to log in); `POST
/// /_sandbox/notifications`; `GET /_sandbox/calls`. Without any switch the gateway gives pinned old
/// notes first, personal lists in another order each time, first pages only, counts such as `1.2万`,
/// empty lists as `null`, no comment ids, and does not recognise comments with emoji codes or line
/// breaks, as the real one.
enum Fault {
  /// A captcha stands before every page.
  CAPTCHA("captcha", Kind.SWITCH),
  /// Nobody is logged in.
  LOGGED_OUT("loggedOut", Kind.SWITCH),
  /// The account is muted: 300011, and comments never appear.
  ACCOUNT_WARNED("accountWarned", Kind.SWITCH),
  // Those that only the web API can tell apart.
  /// The account may not use this: -104.
  ACCOUNT_RESTRICTED("accountRestricted", Kind.SWITCH),
  /// A network of ill repute: 300012.
  NETWORK_DISTRUSTED("networkDistrusted", Kind.SWITCH),
  /// HTTP 406 with code -1.
  SIGNATURE_REJECTED("signatureRejected", Kind.SWITCH),
  /// 300015.
  SIGNATURE_FAILED("signatureFailed", Kind.SWITCH),
  /// The web API writes its codes as text.
  CODES_AS_TEXT("codesAsText", Kind.SWITCH),
  /// The web API answers with this HTTP status, such as 461.
  BLOCKED_STATUS("blockedStatus", Kind.LENGTH),
  /// Tokens given before now are refused.
  STALE_TOKENS("staleTokens", Kind.SWITCH),
  /// Notes that are taken down count as private.
  GONE_AS_PRIVATE("goneAsPrivate", Kind.SWITCH),
  /// Notes that are taken down count as against the rules.
  GONE_AS_VIOLATION("goneAsViolation", Kind.SWITCH),
  /// A note's page without its data.
  DETAIL_MISSING("detailMissing", Kind.CALLS),
  /// Lists and profiles that take too long for the gateway.
  LIST_TIMEOUT("listTimeout", Kind.CALLS),
  /// Only their author sees new comments.
  SHADOW_HIDE("shadowHide", Kind.SWITCH),
  /// Creators without any note: `feeds` is null.
  EMPTY_PROFILE("emptyProfile", Kind.SWITCH),
  /// Addresses of pictures have run out: 403.
  EXPIRED_MEDIA("expiredMedia", Kind.SWITCH),
  /// Pictures come as AVIF.
  AVIF_PICTURES("avifPictures", Kind.SWITCH),
  /// Notifications without type, time and token.
  ODD_NOTIFICATIONS("oddNotifications", Kind.SWITCH),
  /// No code to log in is to be had.
  LOGIN_CODE_FAILS("loginCodeFails", Kind.CALLS),
  /// The comment to reply to is not on the page.
  REPLY_TARGET_MISSING("replyTargetMissing", Kind.CALLS),
  /// It is too far down.
  REPLY_TARGET_TOO_FAR("replyTargetTooFar", Kind.CALLS),
  /// RSSHub has a cookie: items with text, dates and tokens.
  RSS_FULL_TEXT("rssFullText", Kind.SWITCH),
  /// RSSHub writes errors as JSON.
  RSS_PACKAGE("rssPackage", Kind.SWITCH),
  /// RSSHub is asking already: 503 with a time to wait.
  RSS_BUSY("rssBusy", Kind.CALLS),
  /// RSSHub meets a captcha: 503.
  RSS_CAPTCHA("rssCaptcha", Kind.CALLS),
  /// RSSHub waits in vain: 503.
  RSS_TIMEOUT("rssTimeout", Kind.CALLS),
  /// 300013 for so many seconds.
  RATE_LIMITED("rateLimitedSeconds", Kind.SECONDS),
  /// How long each answer takes.
  LATENCY("latencyMillis", Kind.LENGTH),
  /// The gateway breaks down: 500 with empty details.
  PANIC("panic", Kind.CALLS),
  /// The note takes no comments.
  COMMENTS_CLOSED("commentsClosed", Kind.CALLS),
  /// A comment is posted and the connection breaks.
  COMMENT_ANSWER_LOST("commentAnswerLost", Kind.CALLS),
  /// A comment is posted and not recognised.
  COMMENT_UNCONFIRMED("commentUnconfirmed", Kind.CALLS),
  /// No JSON.
  GARBAGE("garbage", Kind.CALLS),
  /// Half an answer.
  TRUNCATED("truncated", Kind.CALLS),
  /// An answer without end.
  ENDLESS("endless", Kind.CALLS),
  /// HTTP 200 that says `success:false`.
  SUCCESS_FALSE("successFalse", Kind.CALLS),
  /// The connection is reset.
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
