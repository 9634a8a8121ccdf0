package org.littleredbridge.rednote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.note.Failure;

/// A gateway's error answer and what it means. The `code` of xiaohongshu-mcp names the operation,
/// not the cause; the cause stands in `details`, in Chinese or in Go's words. The command-line tool
/// redbook passes on the platform's own number.
///
/// Source of the words: xiaohongshu-mcp's and redbook's own error texts, and the platform's error
/// pages and codes as their users report them.
///
/// @param status of the HTTP answer, [#NO_STATUS] for a tool
/// @param code the gateway's word for the operation, or the platform's number, may be empty
/// @param words the cause without secrets, may be empty
/// @param title the gateway's sentence for the operation, may be empty
/// @param retryAfter the pause that the gateway asks for
record Refusal(int status, String code, String words, String title, Optional<Duration> retryAfter) {
  /// The code that RSSHub's errors get, which have none of their own.
  static final String RSSHUB = "RSSHUB";

  /// A tool that was run tells no status of its own.
  static final int NO_STATUS = 0;

  private static final Pattern CAPTCHA =
      Pattern.compile("(?i)验证码|安全验证|风控校验|滑块|captcha|verifyuuid|" + httpStatus("461|471"));
  private static final Pattern TOO_OFTEN =
      Pattern.compile("(?i)访问频次异常|频繁|too many requests|rate limit|" + platformCode("300013"));
  private static final Pattern ACCOUNT =
      Pattern.compile("账号(?:存在)?异常|没有权限访问|" + platformCode("300011|-104"));
  private static final Pattern NETWORK =
      Pattern.compile("IP ?(?:地址)?(?:存在)?(?:风险|异常)|网络环境|" + platformCode("300012"));
  private static final Pattern OUTDATED =
      Pattern.compile("(?i)signature|签名|" + httpStatus("406") + "|" + platformCode("300015"));
  private static final Pattern LOGGED_OUT =
      Pattern.compile(
          "(?i)登录|登陆|(?<![a-z])log(?:ged)?[ _-]?(?:in|out)(?![a-z])"
              // redbook on a cookie of ours that opens nothing
              + "|must contain at least 'a1'|cookie file is empty|"
              + platformCode("-10[01]"));
  private static final Pattern GONE =
      Pattern.compile("违规|已被删除|内容不存在|笔记不存在|已失效|私密笔记|仅作者可见|用户设置|" + platformCode("-51000[01]"));
  private static final Pattern HIDDEN =
      Pattern.compile(
          "笔记不可访问|not found in noteDetailMap|没有捕获到 ?feed ?详情数据|暂时无法浏览"
              // redbook, which reads the page after the web API refused
              + "|Note not found in HTML state|Could not parse __INITIAL_STATE__");
  private static final Pattern COMMENT_MISSING =
      Pattern.compile("无法找到评论|未找到评论 ?\\(|评论区过大|评论不存在|评论已被?删除");
  // Deleted accounts, and pages that their owners closed to others.
  private static final Pattern CREATOR_GONE = Pattern.compile("用户已注销|账号已注销|用户设置|仅作者可见");
  private static final Pattern NO_PROFILE = Pattern.compile("not found in __INITIAL_STATE__");
  private static final Pattern NO_FEEDS = Pattern.compile("没有捕获到 ?feeds ?数据");
  private static final Pattern OUR_FAULT = Pattern.compile("未知的主页 tab|不支持 ?\"|looks like a 小红书号");
  // Each of these steps comes before the one that submits.
  private static final List<String> BEFORE_SUBMIT =
      List.of(
          "未找到评论输入框",
          "无法点击评论输入框",
          "未找到评论输入区域",
          "无法输入评论内容",
          "未找到提交按钮",
          "无法找到回复按钮",
          "无法找到回复输入框",
          "无法找到提交按钮");

  // RSSHub's own words, `lib/errors` and `lib/middleware/parameter.ts` there.
  private static final Pattern NO_ROUTE = Pattern.compile("(?i)NotFoundError|route does not exist");
  private static final Pattern EMPTY_ROUTE = Pattern.compile("(?i)route is empty");

  Failure failure() {
    var failure =
        byStatus()
            .or(this::byNumber)
            .or(this::bySignal)
            .or(this::byOperation)
            .orElseGet(this::other);
    return isRssHub() ? forAVisitor(failure) : failure;
  }

  /// The same with another pause.
  Refusal pausing(Optional<Duration> pause) {
    return new Refusal(status, code, words, title, pause);
  }

  /// Whether the gateway pressed the button but did not see the comment appear.
  boolean isUnconfirmed() {
    return words.contains("评论未确认成功") || words.contains("回复未确认成功");
  }

  /// Whether the gateway gave up before it pressed the button.
  boolean isBeforeSubmit() {
    return BEFORE_SUBMIT.stream().anyMatch(words::contains);
  }

  /// Whether an empty page may mean that the account is logged out or stopped, which this answer
  /// does not tell.
  boolean mayMeanLoggedOut() {
    return (isList() && NO_FEEDS.matcher(words).find())
        || (isProfile() && words.contains("not found in __INITIAL_STATE__"))
        || ((isList() || isProfile()) && words.contains("deadline exceeded"));
  }

  /// What a person may read.
  String sentence() {
    var text = words.isEmpty() ? title : words;
    if (text.isEmpty()) {
      text = status == NO_STATUS ? "no reason was told" : "HTTP " + status;
    }
    return Redaction.shorten(text);
  }

  private Optional<Failure> byStatus() {
    return switch (status) {
      case 401, 407 -> Optional.of(new Failure.GatewayRefused());
      case 429 -> Optional.of(new Failure.RateLimited(retryAfter));
      case 461, 471 -> Optional.of(new Failure.Captcha());
      case 406 -> Optional.of(new Failure.GatewayOutdated(sentence()));
      default -> Optional.empty();
    };
  }

  /// The platform's own numbers, and the HTTP statuses that redbook writes in their place.
  private Optional<Failure> byNumber() {
    return switch (code) {
      case "461", "471" -> Optional.of(new Failure.Captcha());
      case "401", "403", "429", "300013" -> Optional.of(new Failure.RateLimited(retryAfter));
      case "-104", "300011" -> Optional.of(new Failure.AccountWarned(sentence()));
      case "300012" -> Optional.of(new Failure.NetworkDistrusted(sentence()));
      case "406", "300015" -> Optional.of(new Failure.GatewayOutdated(sentence()));
      case "-100", "-101" -> Optional.of(new Failure.LoginRequired());
      case "-510000", "-510001" -> Optional.of(new Failure.NoteGone(sentence()));
      // Of all the signature is rejected with it most often, but words beside it tell more.
      case "-1" -> bySignal().or(() -> Optional.of(new Failure.GatewayOutdated(sentence())));
      default -> Optional.empty();
    };
  }

  /// Signals that stop or slow every call come first: the account must not be lost.
  private Optional<Failure> bySignal() {
    if (found(CAPTCHA)) {
      return Optional.of(new Failure.Captcha());
    }
    if (found(TOO_OFTEN)) {
      return Optional.of(new Failure.RateLimited(retryAfter));
    }
    if (found(ACCOUNT)) {
      return Optional.of(new Failure.AccountWarned(sentence()));
    }
    if (found(NETWORK)) {
      return Optional.of(new Failure.NetworkDistrusted(sentence()));
    }
    if (found(OUTDATED)) {
      return Optional.of(new Failure.GatewayOutdated(sentence()));
    }
    // A failed look at the login status speaks of logging in without meaning it.
    if (found(LOGGED_OUT) && !code.equals("STATUS_CHECK_FAILED")) {
      return Optional.of(new Failure.LoginRequired());
    }
    return Optional.empty();
  }

  private Optional<Failure> byOperation() {
    if (isList() && found(NO_FEEDS)) {
      return Optional.of(new Failure.RateLimited(Optional.empty()));
    }
    if (isProfile() && found(CREATOR_GONE)) {
      return Optional.of(new Failure.CreatorMissing(sentence(), true));
    }
    if (isProfile() && found(NO_PROFILE)) {
      return Optional.of(new Failure.CreatorMissing(sentence(), false));
    }
    if (found(COMMENT_MISSING)) {
      return Optional.of(new Failure.CommentMissing(sentence()));
    }
    if (found(HIDDEN) || isAboutANote()) {
      if (found(GONE)) {
        return Optional.of(new Failure.NoteGone(sentence().replaceFirst("^.*笔记不可访问[:：] *", "")));
      }
      if (found(HIDDEN)) {
        return Optional.of(new Failure.NoteHidden(sentence()));
      }
    }
    return isRssHub() ? byRoute() : Optional.empty();
  }

  private Optional<Failure> byRoute() {
    if (status == 404 && found(NO_ROUTE)) {
      return Optional.of(new Failure.GatewayOutdated(sentence()));
    }
    if (found(EMPTY_ROUTE)) {
      // Private, gone, or a risk page in the place of the notes: nobody can tell.
      return Optional.of(new Failure.NoteHidden(sentence()));
    }
    return status == 503 && retryAfter.isPresent()
        ? Optional.of(new Failure.RateLimited(retryAfter))
        : Optional.empty();
  }

  /// What the platform shows to RSSHub's browser, which has no account that could be lost and no
  /// person before it: such pages come and go, so waiting is all there is to do.
  private Failure forAVisitor(Failure failure) {
    return switch (failure) {
      case Failure.Captcha _, Failure.LoginRequired _, Failure.AccountWarned _ ->
          new Failure.RateLimited(retryAfter);
      case Failure other -> other;
    };
  }

  private Failure other() {
    if (status == 403) {
      return new Failure.GatewayRefused();
    }
    var ours = status >= 400 && status < 500 && status != 408;
    var said = code.isEmpty() ? sentence() : Redaction.shorten(code + ": " + sentence());
    return ours || found(OUR_FAULT) ? new Failure.BadRequest(said) : new Failure.Unreachable(said);
  }

  private boolean isRssHub() {
    return code.equals(RSSHUB);
  }

  private boolean isList() {
    return code.equals("LIST_FEEDS_FAILED") || code.equals("SEARCH_FEEDS_FAILED");
  }

  private boolean isProfile() {
    return code.equals("GET_USER_PROFILE_FAILED");
  }

  private boolean isAboutANote() {
    return code.equals("GET_FEED_DETAIL_FAILED")
        || code.equals("POST_COMMENT_FAILED")
        || code.equals("REPLY_COMMENT_FAILED")
        || code.equals("REPLY_NOTIFICATION_FAILED");
  }

  private boolean found(Pattern signal) {
    return signal.matcher(words).find();
  }

  /// A number of the platform, not a part of an id.
  private static String platformCode(String numbers) {
    return "(?<![0-9A-Za-z-])(?:" + numbers + ")(?![0-9A-Za-z])";
  }

  /// An HTTP status, not a part of an id, a time or a line number such as `page.go:406`.
  private static String httpStatus(String numbers) {
    return "(?:(?<![0-9A-Za-z:._-])|(?<=(?:code|tatus|http)[=:]))(?:"
        + numbers
        + ")(?![0-9A-Za-z])";
  }
}
