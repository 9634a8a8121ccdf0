package org.littleredbridge.sandbox;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Plain pages for people who open a note's or a creator's link in the demo. Nothing that anybody
/// wrote reaches the page unescaped.
final class HumanPages {
  private static final Pattern TOPIC = Pattern.compile("(#[^#\\[\\]]+)\\[话题]#");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.ofHours(8));
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
      header{font-size:.85rem;opacity:.7;border-bottom:1px solid #8886;padding-bottom:.5rem}
      .strip{display:flex;gap:.5rem;overflow-x:auto}
      .strip img,video{height:22rem;border-radius:.75rem}
      .text{white-space:pre-wrap}
      .comment{border-top:1px solid #8883;padding:.5rem 0}
      .reply{margin-left:2rem}
      small{opacity:.65}
      a{color:#d6344d}
      """;
  private final World world;
  private final MediaLinks media;

  HumanPages(World world, MediaLinks media) {
    this.world = world;
    this.media = media;
  }

  void route(HttpRouting.Builder to) {
    to.get("/", (_, res) -> send(res, 200, front()));
    to.get("/explore/{id}", (req, res) -> note(req.path().pathParameters().get("id"), res));
    to.get("/search_result/{id}", (req, res) -> note(req.path().pathParameters().get("id"), res));
    to.get("/discovery/item/{id}", (req, res) -> note(req.path().pathParameters().get("id"), res));
    to.get("/user/profile/{id}", (req, res) -> person(req.path().pathParameters().get("id"), res));
    to.get(
        "/user/profile/{user}/{id}",
        (req, res) -> note(req.path().pathParameters().get("id"), res));
  }

  private String front() {
    var body =
        new StringBuilder(
            """
            <h1>The sandbox's RedNote</h1>
            <p>A fictional platform that the bridge talks to in place of the real one. Its people,
            notes and answers were written for this program; nothing here comes from or goes to
            RedNote (Xiaohongshu). Programs use <code>/api/v1/…</code>, tests
            <code>/_sandbox/…</code>.</p><h2>Its creators</h2><ul>
            """);
    world.creators().forEach(p -> body.append("<li>%s</li>".formatted(link(p))));
    return page("Sandbox", body.append("</ul>").toString());
  }

  private void note(String id, ServerResponse res) {
    var page = world.page(id);
    if (page.isEmpty() || page.get().takenDown()) {
      send(res, 404, page("不存在", "<h1>当前笔记暂时无法浏览</h1><p>This note is not here (any more).</p>"));
      return;
    }
    var note = page.get().note();
    var body = new StringBuilder();
    body.append("<h1>%s</h1>".formatted(escape(note.title())));
    body.append(
        "<p>%s <small>%s %s</small></p>"
            .formatted(
                link(world.person(note.author())), time(note.atMillis()), escape(note.place())));
    body.append(note.video() ? video(note) : pictures(note));
    body.append("<p class=text>%s</p>".formatted(text(note.text())));
    body.append("<p><small>♥ %s</small></p><h2>评论</h2>".formatted(Counts.written(note.likes())));
    page.get().comments().stream()
        .filter(Comment::isRoot)
        .filter(root -> !root.hidden())
        .forEach(root -> thread(page.get(), root, body));
    send(res, 200, page(note.title(), body.toString()));
  }

  private void thread(World.Page page, Comment root, StringBuilder body) {
    body.append(comment(root, "comment"));
    page.comments().stream()
        .filter(c -> c.root().equals(root.id()) && !c.isRoot() && !c.hidden())
        .forEach(reply -> body.append(comment(reply, "comment reply")));
  }

  private String comment(Comment comment, String kind) {
    return "<div class=\"%s\"><b>%s</b> <small>%s</small><div class=text>%s</div></div>"
        .formatted(
            kind,
            escape(world.person(comment.author()).name()),
            time(comment.atMillis()),
            text(comment.text()));
  }

  private String pictures(Note note) {
    var strip = new StringBuilder("<div class=strip>");
    for (int i = 0; i < note.pictures(); i++) {
      strip.append(
          "<img alt=\"图 %d\" src=\"%s\">"
              .formatted(i + 1, media.picture(note, i, "nd_prv_wlteh_webp_3")));
    }
    return strip.append("</div>").toString();
  }

  private String video(Note note) {
    return "<video controls src=\"%s\" poster=\"%s\"></video>"
        .formatted(media.unsignedVideo(note), media.picture(note, 0, "nd_prv_wlteh_webp_3"));
  }

  private void person(String id, ServerResponse res) {
    var person = world.person(id);
    var body = new StringBuilder();
    body.append("<h1>%s</h1>".formatted(escape(person.name())));
    body.append(
        "<p class=text>%s</p><p><small>%s</small></p><ul>"
            .formatted(text(person.about()), escape(person.place())));
    for (var note : world.byAuthor(id)) {
      body.append(
          "<li><a href=\"/explore/%s\">%s</a> <small>%s</small></li>"
              .formatted(
                  note.id(),
                  escape(note.title().isEmpty() ? "…" : note.title()),
                  time(note.atMillis())));
    }
    send(res, 200, page(person.name(), body.append("</ul>").toString()));
  }

  private static String link(Person person) {
    return "<a href=\"/user/profile/%s\">%s</a>"
        .formatted(escape(person.id()), escape(person.name()));
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private static String text(String text) {
    return escape(TOPIC.matcher(text).replaceAll("$1 "));
  }

  private static String page(String title, String body) {
    return """
    <!doctype html><html lang=zh><head><meta charset=utf-8>
    <meta name=viewport content="width=device-width,initial-scale=1">
    <title>%s</title><style>%s</style></head><body>
    <header>Sandbox: a fictional RedNote on this machine. <a href="/">What is this?</a></header>
    %s</body></html>
    """
        .formatted(escape(title), STYLE, body);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static void send(ServerResponse res, int status, String html) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'")
        .header("X-Content-Type-Options", "nosniff")
        .send(html.getBytes(StandardCharsets.UTF_8));
  }
}
