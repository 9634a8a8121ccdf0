package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The REST face of xiaohongshu-mcp, endpoint by endpoint. Shapes and words follow its source as of
/// August 2026 (https://github.com/xpzouying/xiaohongshu-mcp, `handlers_api.go`, `types.go`).
final class GatewayApi {
  private static final String V1 = "/api/v1/";
  private final Reading reading;
  private final Commenting commenting;
  private final Notifications notifications;
  private final Login login;
  private final Faults faults;
  private final Calls calls;
  private final BrokenAnswers broken;
  private final Optional<String> token;

  GatewayApi(
      Reading reading,
      Commenting commenting,
      Notifications notifications,
      Login login,
      Faults faults,
      Calls calls,
      Optional<String> token) {
    this.reading = reading;
    this.commenting = commenting;
    this.notifications = notifications;
    this.login = login;
    this.faults = faults;
    this.calls = calls;
    this.broken = new BrokenAnswers(faults);
    this.token = token;
  }

  void route(HttpRouting.Builder to) {
    to.get("/health", (_, res) -> send(res, 200, success(Login.health(), "服务正常")));
    on(to, Method.GET, "login/status", "检查登录状态成功", _ -> login.status());
    on(to, Method.GET, "login/qrcode", "获取登录二维码成功", _ -> login.qrCode());
    on(to, Method.DELETE, "login/cookies", "删除 cookies 成功", _ -> login.forget());
    on(to, Method.GET, "feeds/list", "获取Feeds列表成功", _ -> reading.list());
    on(
        to,
        Method.GET,
        "feeds/search",
        "搜索Feeds成功",
        req -> reading.search(query(req, "keyword"), object()));
    on(to, Method.POST, "feeds/search", "搜索Feeds成功", this::search);
    on(
        to,
        Method.POST,
        "feeds/detail",
        "获取Feed详情成功",
        req -> reading.detail(body("FeedDetailRequest", req)));
    // The message is a slip of the gateway's, kept because clients meet it.
    on(
        to,
        Method.POST,
        "user/profile",
        "result.Message",
        req -> reading.profile(body("UserProfileRequest", req)));
    on(to, Method.GET, "user/me", "获取我的主页成功", _ -> reading.me());
    on(
        to,
        Method.POST,
        "feeds/comment",
        "评论发表成功",
        req -> commenting.comment(body("PostCommentRequest", req)));
    on(
        to,
        Method.POST,
        "feeds/comment/reply",
        "评论回复成功",
        req -> commenting.reply(body("ReplyCommentRequest", req)));
    on(to, Method.POST, "feeds/like", "操作成功", req -> commenting.like(body("LikeFeedRequest", req)));
    on(to, Method.GET, "notifications/unread", "获取未读数成功", _ -> notifications.unread());
    on(
        to,
        Method.GET,
        "notifications/list",
        "获取通知列表成功",
        req -> notifications.list(query(req, "tab"), number(query(req, "limit"))));
    on(to, Method.POST, "notifications/list", "获取通知列表成功", this::notifications);
    on(
        to,
        Method.POST,
        "notifications/reply",
        "回复成功",
        req -> notifications.reply(body("ReplyNotificationRequest", req)));
    on(
        to,
        Method.POST,
        "notifications/like",
        "操作成功",
        req -> notifications.like(body("LikeNotificationRequest", req)));
  }

  private void on(
      HttpRouting.Builder to,
      Method method,
      String path,
      String message,
      Function<ServerRequest, ObjectNode> ask) {
    to.route(method, V1 + path, (req, res) -> answer(path, message, ask, req, res));
  }

  private void answer(
      String path,
      String message,
      Function<ServerRequest, ObjectNode> ask,
      ServerRequest req,
      ServerResponse res) {
    calls.count(path);
    if (!allowed(req)) {
      res.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      send(res, 401, object().put("error", "未授权").put("code", "UNAUTHORIZED"));
      return;
    }
    faults.linger();
    if (broken.tookOver(res)) {
      return;
    }
    try {
      sendPerhapsCut(res, success(ask.apply(req), message));
    } catch (GatewayError e) {
      send(res, e.status, e.body());
    }
  }

  private void sendPerhapsCut(ServerResponse res, JsonNode body) {
    if (faults.take(Fault.TRUNCATED)) {
      var whole = Wire.bytes(body);
      sendBytes(res, 200, Arrays.copyOf(whole, whole.length / 2));
    } else {
      send(res, 200, body);
    }
  }

  private ObjectNode search(ServerRequest req) {
    var request = body("SearchFeedsRequest", req);
    return reading.search(request.text("keyword"), request.body().path("filters"));
  }

  private ObjectNode notifications(ServerRequest req) {
    var request = body("ListNotificationsRequest", req);
    return notifications.list(request.text("tab"), request.body().path("limit").asInt());
  }

  private boolean allowed(ServerRequest req) {
    if (token.isEmpty()) {
      return true;
    }
    var shown = req.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    boolean bearer = shown.toLowerCase(Locale.ROOT).startsWith("bearer ");
    return bearer
        && MessageDigest.isEqual(Ids.hash(shown.substring(7).strip()), Ids.hash(token.get()));
  }

  private static GoRequest body(String type, ServerRequest req) {
    return GoRequest.read(
        type, req.content().hasEntity() ? req.content().as(byte[].class) : new byte[0]);
  }

  private static String query(ServerRequest req, String name) {
    return req.query().first(name).orElse("");
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0; // as the gateway: a limit it cannot read is the default
    }
  }

  private static ObjectNode success(JsonNode data, String message) {
    var body = object().put("success", true);
    body.set("data", data);
    return body.put("message", message);
  }

  private static void send(ServerResponse res, int status, JsonNode body) {
    sendBytes(res, status, Wire.bytes(body));
  }

  private static void sendBytes(ServerResponse res, int status, byte[] body) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .send(body);
  }
}
