package org.littleredbridge.sandbox;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.regex.Pattern;

/// What the web API checks before it looks at a question: signature, session, and whether the
/// account may go on, which the faults decide.
///
/// Source of numbers and words: how public clients of the web API treat its answers, and what their
/// users report.
final class WebGate {
  private static final Pattern SESSION =
      Pattern.compile("(?=.*\\ba1=[^;\\s])(?=.*\\bweb_session=[^;\\s]).*");
  private final Faults faults;

  WebGate(Faults faults) {
    this.faults = faults;
  }

  /// Throws what the platform answers instead. A captcha and a blocked address are no answers of
  /// this kind: see [WebApi].
  void check(ServerRequest req) {
    boolean signed =
        req.headers().contains(HeaderNames.create("x-s"))
            && req.headers().contains(HeaderNames.create("x-t"));
    if (!signed || faults.on(Fault.SIGNATURE_REJECTED)) {
      throw new WebError(406, -1, "");
    }
    var cookie = String.join("; ", req.headers().values(HeaderNames.COOKIE));
    if (!SESSION.matcher(cookie).matches()) {
      throw new WebError(-101, "无登录信息，或登录信息为空");
    }
    if (faults.on(Fault.LOGGED_OUT)) {
      throw new WebError(-100, "登录已过期");
    }
    if (faults.on(Fault.SIGNATURE_FAILED)) {
      throw new WebError(300015, "浏览器异常，请尝试更换浏览器后重试");
    }
    if (faults.on(Fault.ACCOUNT_WARNED)) {
      throw new WebError(300011, "检测到账号异常，请稍后重启试试");
    }
    if (faults.on(Fault.NETWORK_DISTRUSTED)) {
      throw new WebError(300012, "网络连接异常，请检查网络设置或重启试试");
    }
    if (faults.on(Fault.RATE_LIMITED)) {
      throw new WebError(300013, "访问频次异常，请勿频繁操作或重启试试");
    }
    if (faults.on(Fault.ACCOUNT_RESTRICTED)) {
      throw new WebError(-104, "您当前登录的账号没有权限访问");
    }
  }
}
