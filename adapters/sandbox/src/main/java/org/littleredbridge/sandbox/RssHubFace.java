package org.littleredbridge.sandbox;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The face of an RSSHub that reads the same platform without an account: a creator's notes as a
/// JSON Feed, and an HTML page with 503 for nearly everything that goes wrong. Its access key is
/// the gateway's token.
///
/// Source: https://github.com/DIYgod/RSSHub, `lib/routes/xiaohongshu`, `lib/errors`,
/// `lib/middleware/access-control.ts`.
final class RssHubFace {
  private static final String ROUTE = "/xiaohongshu/user/{id}/{category}";
  private static final Duration BUSY = Duration.ofSeconds(30);
  private final RssHubFeed feed;
  private final Faults faults;
  private final Calls calls;
  private final BrokenAnswers broken;
  private final Optional<String> key;

  /// What RSSHub throws, with the status it gives it.
  private static final class Failed extends RuntimeException {
    private final int status;

    Failed(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }
  }

  RssHubFace(RssHubFeed feed, Faults faults, Calls calls, Optional<String> key) {
    this.feed = feed;
    this.faults = faults;
    this.calls = calls;
    this.broken = new BrokenAnswers(faults);
    this.key = key;
  }

  void route(HttpRouting.Builder to) {
    to.get("/healthz", (req, res) -> answer(req, res, () -> send(res, 200, "text/plain", "ok")));
    to.get(ROUTE, (req, res) -> answer(req, res, () -> notes(req, res)));
    to.get(
        "/xiaohongshu/*",
        (req, res) ->
            answer(
                req,
                res,
                () -> {
                  throw new Failed(
                      404, "NotFoundError: The route does not exist or has been deleted.");
                }));
  }

  private void answer(ServerRequest req, ServerResponse res, Runnable honest) {
    try {
      if (!allowed(req)) {
        throw new Failed(403, "RejectError: Authentication failed. Access denied.");
      }
      honest.run();
    } catch (Failed e) {
      fail(res, e);
    }
  }

  private void notes(ServerRequest req, ServerResponse res) {
    calls.count("rsshub/user");
    faults.linger();
    if (broken.tookOver(res)) {
      return;
    }
    trouble(res);
    if (!req.path().pathParameters().get("category").equals("notes")) {
      throw new Failed(503, "Error: 该用户已设置收藏内容不可见");
    }
    var notes =
        feed.of(req.path().pathParameters().get("id"))
            .orElseThrow(() ->
                new Failed(503, "Error: this route is empty, please check the original site"));
    if (!req.query().first("format").orElse("").equals("json")) {
      send(res, 200, "application/xml", "<?xml version=\"1.0\"?><rss version=\"2.0\"/>");
      return;
    }
    var whole = notes.getBytes(StandardCharsets.UTF_8);
    var cut = faults.take(Fault.TRUNCATED) ? Arrays.copyOf(whole, whole.length / 2) : whole;
    // Its cache keeps an answer for five minutes.
    res.header(HeaderNames.CACHE_CONTROL, "public, max-age=300");
    send(res, 200, "application/json", cut);
  }

  private void trouble(ServerResponse res) {
    if (faults.take(Fault.RSS_BUSY)) {
      res.header(HeaderNames.CACHE_CONTROL, "public, max-age=" + BUSY.toSeconds());
      throw new Failed(503, "RequestInProgressError: 这个地址正在抓取，请稍后再来");
    }
    if (faults.take(Fault.RSS_CAPTCHA)) {
      throw new Failed(503, "CaptchaError: 小红书风控校验，请稍后再试");
    }
    if (faults.take(Fault.RSS_TIMEOUT)) {
      throw new Failed(
          503, "TimeoutError: Waiting for selector `div.reds-tab-item` failed: 30000ms exceeded");
    }
  }

  private boolean allowed(ServerRequest req) {
    if (key.isEmpty()) {
      return true;
    }
    var code = md5(req.path().path() + key.get());
    return same(req.query().first("key").orElse(""), key.get())
        || same(req.query().first("code").orElse(""), code);
  }

  private static boolean same(String shown, String right) {
    return MessageDigest.isEqual(Ids.hash(shown), Ids.hash(right));
  }

  private static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }

  private void fail(ServerResponse res, Failed failed) {
    var message = String.valueOf(failed.getMessage());
    if (faults.on(Fault.RSS_PACKAGE)) {
      var error = Wire.object();
      error.putObject("error").put("message", message.substring(message.indexOf(": ") + 2));
      send(res, failed.status, "application/json", error.toString());
      return;
    }
    send(
        res,
        failed.status,
        "text/html",
        """
        <!DOCTYPE html><html><head><title>RSSHub</title></head><body>
        <h1>Something is wrong</h1>
        <p>Error Message:<br/><code class="details">%s</code></p>
        <p>Route: <code>%s</code></p>
        <p>Please log in and report it.</p></body></html>
        """
            .formatted(message, ROUTE));
  }

  private static void send(ServerResponse res, int status, String type, String body) {
    send(res, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(ServerResponse res, int status, String type, byte[] body) {
    res.status(status).header(HeaderNames.CONTENT_TYPE, type + "; charset=UTF-8").send(body);
  }
}
