package org.littleredbridge.sandbox.telegram;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// A page to look at: the chats, or the newest messages of one. Nothing that anybody wrote reaches
/// it unescaped.
final class HumanPage {
  private static final int SHOWN = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
      article{border:1px solid #8884;border-radius:.75rem;padding:.5rem .75rem;margin:.5rem 0}
      article p{white-space:pre-wrap;margin:.25rem 0;overflow-wrap:anywhere}
      img{max-width:100%;max-height:20rem;border-radius:.5rem}
      kbd{border:1px solid #8886;border-radius:.4rem;padding:.1rem .5rem;margin-right:.25rem}
      small{opacity:.7}
      """;
  private final Rooms rooms;
  private final Files files;

  HumanPage(Rooms rooms, Files files) {
    this.rooms = rooms;
    this.files = files;
  }

  void handle(ServerRequest req, ServerResponse res) {
    var chosen = req.query().first("chat").orElse("");
    var room =
        rooms.all().stream().filter(one -> Long.toString(one.id()).equals(chosen)).findFirst();
    send(res, room.map(this::chat).orElseGet(this::front));
  }

  private String front() {
    var body =
        new StringBuilder(
            "<h1>The sandbox's Telegram</h1><p>A fictional Telegram that the bridge talks to in"
                + " place of the real one. Nothing here goes to Telegram.</p><ul>");
    for (var room : rooms.all()) {
      body.append(
          "<li><a href=\"/?chat=%d\">%s</a> <small>%s</small></li>"
              .formatted(room.id(), escape(room.title()), escape(room.kind().wire())));
    }
    return page("Sandbox Telegram", body.append("</ul>").toString());
  }

  private String chat(Room room) {
    var newest = room.after(0);
    var body =
        new StringBuilder(
            "<p><a href=\"/\">All chats</a></p><h1>%s</h1>".formatted(escape(room.title())));
    for (var kept : newest.subList(Math.max(0, newest.size() - SHOWN), newest.size())) {
      body.append(message(kept.seen(files)));
    }
    return page(room.title(), body.toString());
  }

  private String message(SeenMessage message) {
    var html = new StringBuilder("<article id=\"m%d\">".formatted(message.id()));
    html.append(
        "<small>%s · %s · %d"
            .formatted(escape(message.author()), TIME.format(message.sentAt()), message.id()));
    message.topic().ifPresent(topic -> html.append(" · topic ").append(topic));
    message
        .replyTo()
        .ifPresent(to -> html.append(" · answers <a href=\"#m%d\">%d</a>".formatted(to, to)));
    html.append("</small>");
    message.media().ifPresent(media -> html.append(media(media)));
    html.append("<p>%s</p>".formatted(escape(message.words())));
    for (var row : message.buttons()) {
      html.append("<div>");
      row.forEach(button -> html.append("<kbd>%s</kbd>".formatted(escape(button.text()))));
      html.append("</div>");
    }
    return html.append("</article>").toString();
  }

  private String media(SeenMessage.Media media) {
    var file = files.find(media.fileId());
    if (media.kind().equals("photo") && file.flatMap(f -> files.content(f.path())).isPresent()) {
      return "<p><img alt=\"\" src=\"/_picture?id=%s\"></p>".formatted(escape(media.fileId()));
    }
    return "<p><small>[%s, %,d bytes]</small></p>".formatted(escape(media.kind()), media.bytes());
  }

  /// Only as a picture, whatever the bytes are.
  void picture(ServerRequest req, ServerResponse res) {
    var bytes =
        req.query()
            .first("id")
            .asOptional()
            .flatMap(files::find)
            .filter(file -> file.kind().equals("photo"))
            .flatMap(file -> files.content(file.path()));
    if (bytes.isEmpty()) {
      BotApi.send(res, 404, Refusal.of(404, "Not Found").body());
      return;
    }
    res.header(HeaderNames.CONTENT_TYPE, "image/jpeg")
        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
        .send(bytes.get());
  }

  private static String page(String title, String body) {
    return "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport"
        + " content=\"width=device-width\"><meta http-equiv=refresh content=5><title>%s</title><style>%s</style>%s</html>"
            .formatted(escape(title), STYLE, body);
  }

  private static void send(ServerResponse res, String html) {
    res.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .header(
            HeaderNames.create("Content-Security-Policy"),
            String.join(
                "; ", List.of("default-src 'none'", "img-src 'self'", "style-src 'unsafe-inline'")))
        .send(html.getBytes(StandardCharsets.UTF_8));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
