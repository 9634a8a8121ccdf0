package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  private static String kind(int status, String code, String words) {
    return new Refusal(status, code, words, "", Optional.empty())
        .failure()
        .getClass()
        .getSimpleName();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | UNAUTHORIZED | '' | GatewayRefused",
        "403 | X | '' | GatewayRefused",
        "400 | INVALID_REQUEST | Key: 'X' Error:Field validation | BadRequest",
        "400 | MISSING_KEYWORD | keyword parameter is required | BadRequest",
        "500 | SEARCH_FEEDS_FAILED | 排序依据 不支持 \"新\" | BadRequest",
        "500 | GET_USER_PROFILE_FAILED | 未知的主页 tab: x | BadRequest",
        "500 | GET_USER_PROFILE_FAILED | user not found in __INITIAL_STATE__ | CreatorMissing",
        "500 | GET_USER_PROFILE_FAILED | 用户已注销 | CreatorMissing",
        "500 | GET_MY_PROFILE_FAILED | user not found in __INITIAL_STATE__ | Unreachable",
        "500 | STATUS_CHECK_FAILED | 检查登录状态失败: timeout | Unreachable",
        "500 | INTERNAL_ERROR | '' | Unreachable",
        "502 | '' | '' | Unreachable",
        "408 | '' | '' | Unreachable",
        "500 | LIST_FEEDS_FAILED | 没有捕获到 feeds 数据 | RateLimited",
        "500 | LIST_FEEDS_FAILED | context deadline exceeded | Unreachable",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 当前笔记暂时无法浏览 | NoteHidden",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: Sorry, This Page Isn't Available Right Now | NoteHidden",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 该内容因违规已被删除 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 因用户设置，你无法查看 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 私密笔记 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 该笔记已被删除 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 内容不存在 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 笔记不存在 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 已失效 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 仅作者可见 | NoteGone",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 因违规无法查看 | NoteGone",
        "500 | POST_COMMENT_FAILED | 笔记不可访问: 当前笔记暂时无法浏览 | NoteHidden",
        "500 | POST_COMMENT_FAILED | 笔记不可访问: 该笔记已被删除 | NoteGone",
        "500 | REPLY_COMMENT_FAILED | 笔记不可访问: 私密笔记 | NoteGone",
        "500 | REPLY_COMMENT_FAILED | 无法找到评论: 评论区过大，1m30s 内未找到目标评论 | CommentMissing",
        "500 | SEARCH_FEEDS_FAILED | 没有捕获到 feeds 数据 | RateLimited",
        "500 | SEARCH_FEEDS_FAILED | context deadline exceeded | Unreachable",
        "500 | SEARCH_FEEDS_FAILED | 笔记类型 不支持 \"x\" | BadRequest",
        "500 | GET_MY_PROFILE_FAILED | 未知的主页 tab \"x\" | BadRequest",
        "500 | GET_FEED_DETAIL_FAILED | Sorry, This Page Isn't Available Right Now 笔记不可访问 | NoteHidden",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: 300013 访问频次异常，请勿频繁操作或重启试试 | RateLimited",
        "500 | LIKE_NOTIFICATION_FAILED | context deadline exceeded | Unreachable",
        "200 | '' | 登录已过期 | LoginRequired",
        "200 | -101 | missing session | LoginRequired",
        "200 | -104 | 您当前登录的账号没有权限访问 | AccountWarned",
        "200 | 300011 | 检测到账号异常，请稍后重启试试 | AccountWarned",
        "200 | 300013 | 访问频次异常，请勿频繁操作或重启试试 | RateLimited",
        "500 | GET_FEED_DETAIL_FAILED | feed 66696f98000000000d00f461 not found in noteDetailMap | NoteHidden",
        "500 | GET_FEED_DETAIL_FAILED | 没有捕获到 feed 详情数据 | NoteHidden",
        "500 | GET_FEED_DETAIL_FAILED | 请完成验证码 | Captcha",
        "500 | LIST_FEEDS_FAILED | unexpected status 461 | Captcha",
        "500 | LIST_FEEDS_FAILED | code:471 | Captcha",
        "500 | LIST_FEEDS_FAILED | /website-login/captcha?x | Captcha",
        "500 | INTERNAL_ERROR | panic at feed_detail.go:461 | Unreachable",
        "500 | INTERNAL_ERROR | panic at feed_detail.go:406 | Unreachable",
        "500 | LIST_FEEDS_FAILED | HTTP 406 | GatewayOutdated",
        "500 | LIST_FEEDS_FAILED | invalid signature | GatewayOutdated",
        "406 | '' | '' | GatewayOutdated",
        "461 | '' | '' | Captcha",
        "500 | LIST_FEEDS_FAILED | 访问频次异常，请勿频繁操作 | RateLimited",
        "500 | GET_FEED_DETAIL_FAILED | 笔记不可访问: error_code=300013 | RateLimited",
        "200 | '' | 300011 检测到账号异常，请稍后重启试试 | AccountWarned",
        "500 | X | 您当前登录的账号没有权限访问 | AccountWarned",
        "500 | X | website-login/error?error_code=300012&x=1 | NetworkDistrusted",
        "500 | GET_FEED_DETAIL_FAILED | 请登录后查看 | LoginRequired",
        "500 | LIST_FEEDS_FAILED | login required | LoginRequired",
        "500 | LIST_FEEDS_FAILED | not logged in | LoginRequired",
        "500 | REPLY_COMMENT_FAILED | 无法找到评论: 未找到评论 (commentID: a, userID: ) | CommentMissing",
        "500 | NEW_CODE | 谁也没见过 | Unreachable",
        "500 | LIST_NOTIFICATIONS_FAILED | context deadline exceeded | Unreachable",
        "500 | GET_UNREAD_COUNT_FAILED | 请完成安全验证 | Captcha",
        "500 | REPLY_NOTIFICATION_FAILED | 该笔记已被删除 | NoteGone",
        "500 | REPLY_NOTIFICATION_FAILED | 谁也没见过 | Unreachable",
        "503 | RSSHUB | TimeoutError: Waiting for selector failed | Unreachable",
        "503 | RSSHUB | CaptchaError: 小红书风控校验，请稍后再试 | RateLimited",
        "500 | X | 小红书风控校验，请稍后再试 | Captcha",
        "503 | RSSHUB | Error: this route is empty | NoteHidden",
        "503 | RSSHUB | Error: error_code=300012 | NetworkDistrusted",
        "404 | RSSHUB | NotFoundError: The route does not exist | GatewayOutdated",
        "404 | RSSHUB | 404 Not Found | BadRequest",
        "403 | RSSHUB | RejectError: Authentication failed. | GatewayRefused",
        "0 | 461 | '' | Captcha",
        "0 | 471 | '' | Captcha",
        "0 | 406 | '' | GatewayOutdated",
        "0 | 300015 | '' | GatewayOutdated",
        "0 | -1 | '' | GatewayOutdated",
        "0 | -1 | 登录已过期 | LoginRequired",
        "0 | -100 | '' | LoginRequired",
        "0 | -101 | '' | LoginRequired",
        "0 | -104 | '' | AccountWarned",
        "0 | 300011 | '' | AccountWarned",
        "0 | 300012 | '' | NetworkDistrusted",
        "0 | 300013 | '' | RateLimited",
        "0 | 401 | '' | RateLimited",
        "0 | 403 | '' | RateLimited",
        "0 | 429 | '' | RateLimited",
        "0 | -510000 | '' | NoteGone",
        "0 | -510001 | '' | NoteGone",
        "0 | 300031 | 当前笔记暂时无法浏览 | NoteHidden",
        "0 | '' | Cookie file is empty: c.json | LoginRequired",
        "0 | '' | Note not found in HTML state | NoteHidden",
        "0 | '' | '' | Unreachable",
        "0 | 12345 | 谁也没见过 | Unreachable",
      })
  void givenAnError_whenClassified_thenAsTheTableSays(
      int status, String code, String words, String kind) {
    assertThat(kind(status, code, words)).isEqualTo(kind);
  }

  @Test
  void givenSecrets_whenCleaned_thenGone() {
    var redaction = new Redaction(Optional.of("hunter2"));
    var text =
        redaction.clean(
            "open https://x/explore/66696f98000000000d00f289?xsec_token=ABshort=&a=1 Bearer abc \"token\": \"xyz\""
                + " sign=99 hunter2 "
                + "Q".repeat(46)
                + "=\n\ttail");
    assertThat(text)
        .contains("66696f98000000000d00f289", "tail")
        .doesNotContain("ABshort", "abc", "xyz", "99", "hunter2", "QQQ", "\n");
    assertThat(Redaction.shorten("😀".repeat(300))).hasSizeLessThanOrEqualTo(200).endsWith("…");
  }

  @Test
  void givenRetryAfter_whenRead_thenSecondsOrDateOrNothing() {
    var clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    assertThat(RetryAfter.read("120", clock)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.read("Thu, 01 Jan 2026 00:01:00 GMT", clock))
        .contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.read("Thu, 01 Jan 2025 00:01:00 GMT", clock))
        .isEmpty(); // a wrong weekday
    assertThat(RetryAfter.read("-5", clock)).isEmpty();
    assertThat(RetryAfter.read("999999999", clock)).contains(Duration.ofDays(7));
    assertThat(RetryAfter.read(null, clock)).isEmpty();
  }
}
