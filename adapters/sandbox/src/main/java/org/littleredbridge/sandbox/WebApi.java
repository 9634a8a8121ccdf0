package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// The platform's own web API, as far as the command-line tool redbook calls it: the same world as
/// the gateway shows, spelt with underscores, with the platform's numbers for what goes wrong.
///
/// Source of paths and questions: `dist/lib/client.js` of the npm package `@lucasygu/redbook`
/// 0.8.2; of the answers: what users of this API published.
final class WebApi {
  private static final String ROOT = "/api/sns/web/";
  private final WebLists lists;
  private final WebNotes notes;
  private final WebComments comments;
  private final WebGate gate;
  private final Faults faults;
  private final Calls calls;
  private final BrokenAnswers broken;

  WebApi(
      WebLists lists,
      WebNotes notes,
      WebComments comments,
      WebGate gate,
      Faults faults,
      Calls calls) {
    this.lists = lists;
    this.notes = notes;
    this.comments = comments;
    this.gate = gate;
    this.faults = faults;
    this.calls = calls;
    this.broken = new BrokenAnswers(faults);
  }

  void route(HttpRouting.Builder to) {
    get(to, "v2/user/me", _ -> lists.me());
    get(to, "v1/user/otherinfo", lists::other);
    get(to, "v1/user_posted", lists::posted);
    get(to, "v2/user_posted", lists::posted);
    post(to, "v1/homefeed", lists::home);
    post(to, "v1/search/notes", lists::search);
    post(to, "v1/feed", notes::feed);
    get(to, "v2/comment/page", this::commentPage);
    get(to, "v2/comment/sub/page", this::subPage);
    post(to, "v1/comment/post", this::postComment);
  }

  private void get(
      HttpRouting.Builder to, String path, Function<ServerRequest, ObjectNode> answer) {
    to.route(Method.GET, ROOT + path, (req, res) -> answer(path, answer, req, res));
  }

  private void post(HttpRouting.Builder to, String path, Function<JsonNode, ObjectNode> answer) {
    to.route(
        Method.POST, ROOT + path, (req, res) -> answer(path, r -> answer.apply(body(r)), req, res));
  }

  private ObjectNode commentPage(ServerRequest req) {
    return comments.page(
        notes.open(query(req, "note_id"), query(req, "xsec_token")), query(req, "cursor"));
  }

  private ObjectNode subPage(ServerRequest req) {
    int number = query(req, "num").matches("\\d{1,3}") ? Integer.parseInt(query(req, "num")) : 10;
    return comments.replies(
        notes.there(query(req, "note_id")),
        query(req, "root_comment_id"),
        query(req, "cursor"),
        number);
  }

  private ObjectNode postComment(JsonNode body) {
    var target = body.path("target_comment_id").asText();
    return comments.post(
        notes.there(body.path("note_id").asText()),
        Optional.of(target).filter(t -> !t.isEmpty()),
        body.path("content").asText());
  }

  private void answer(
      String path, Function<ServerRequest, ObjectNode> ask, ServerRequest req, ServerResponse res) {
    calls.count("web/" + path);
    faults.linger();
    if (broken.tookOver(res) || stopped(res)) {
      return;
    }
    try {
      gate.check(req);
      var body = envelope();
      body.set("data", ask.apply(req));
      sendPerhapsCut(res, body);
    } catch (WebError e) {
      send(res, e.status, Wire.bytes(e.body(faults.on(Fault.CODES_AS_TEXT))));
    }
  }

  /// What stands before the API and does not speak its language.
  private boolean stopped(ServerResponse res) {
    int status = (int) faults.number(Fault.BLOCKED_STATUS);
    if (status >= 400 && status <= 599) {
      res.header(HeaderNames.CONTENT_TYPE, "text/html")
          .status(status)
          .send("<html><body>blocked</body></html>".getBytes(StandardCharsets.UTF_8));
      return true;
    }
    if (faults.on(Fault.CAPTCHA)) {
      // As users saw it: the body speaks of success, only status and headers of a captcha.
      res.header(HeaderNames.create("Verifytype"), "124")
          .header(HeaderNames.create("Verifyuuid"), Ids.digest("captcha").substring(0, 32));
      var body = envelope();
      body.putObject("data");
      send(res, 461, Wire.bytes(body));
      return true;
    }
    return false;
  }

  private static ObjectNode envelope() {
    return object().put("code", 0).put("success", true).put("msg", "成功");
  }

  private void sendPerhapsCut(ServerResponse res, ObjectNode body) {
    var whole = Wire.bytes(body);
    send(res, 200, faults.take(Fault.TRUNCATED) ? Arrays.copyOf(whole, whole.length / 2) : whole);
  }

  private static JsonNode body(ServerRequest req) {
    try {
      return Wire.read(req.content().hasEntity() ? req.content().as(byte[].class) : new byte[0]);
    } catch (JsonProcessingException _) {
      throw new WebError(400, -1, "");
    }
  }

  private static String query(ServerRequest req, String name) {
    return req.query().first(name).orElse("");
  }

  private static void send(ServerResponse res, int status, byte[] body) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .send(body);
  }
}
