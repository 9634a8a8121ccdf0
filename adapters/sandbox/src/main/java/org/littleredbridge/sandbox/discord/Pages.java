package org.littleredbridge.sandbox.discord;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/// What a person can look at: a page of all channels with their latest messages, and the uploaded
/// files at the addresses the messages name.
final class Pages {
  private static final int SHOWN = 30;
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
          + "background:#fff;color:#222}h2{margin:2rem 0 .5rem;font-size:1.1rem}"
          + "article{padding:.4rem .8rem;border-left:3px solid #ddd;margin:.4rem 0}"
          + "article.bot{border-color:#c8102e}p{margin:.2rem 0;white-space:pre-wrap}"
          + "small{color:#666}.embed{background:#f5f5f5;padding:.4rem .8rem;border-radius:6px}"
          + "button{margin-right:.4rem}"
          + "@media(prefers-color-scheme:dark){body{background:#1b1b1d;color:#eee}"
          + ".embed{background:#2a2a2e}small{color:#aaa}article{border-color:#444}}";
  private final World world;
  private final Files files;
  private final IntSupplier port;

  Pages(World world, Files files, IntSupplier port) {
    this.world = world;
    this.files = files;
    this.port = port;
  }

  void route(HttpRouting.Builder to) {
    to.get("/_sandbox", this::page);
    to.get("/attachments/{channel}/{id}/{name}", this::file);
  }

  private void file(ServerRequest req, ServerResponse res) {
    var found = files.get(req.path().pathParameters().get("id"));
    if (found.isEmpty()) {
      res.status(404).send();
      return;
    }
    // The type comes from the one who uploaded: nothing of it may run here.
    res.header(HeaderNames.CONTENT_TYPE, safe(found.get().type()))
        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
        .header(HeaderNames.create("Content-Security-Policy"), "sandbox; default-src 'none'")
        .send(found.get().bytes());
  }

  private static String safe(String type) {
    return type.matches("(?:image|video)/[a-z0-9.+-]+") && !type.contains("svg")
        ? type
        : "application/octet-stream";
  }

  private void page(ServerRequest req, ServerResponse res) {
    if (!Loopback.allows(req, port.getAsInt())) {
      res.status(403).send("This page answers to this machine only.");
      return;
    }
    var html = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8>");
    html.append("<meta name=viewport content=\"width=device-width\">");
    html.append("<title>Sandbox Discord</title><style>").append(STYLE).append("</style>");
    html.append("<h1>Sandbox Discord</h1>");
    world.guilds.values().forEach(guild -> guild(html, guild));
    world.channels.values().stream()
        .filter(ChannelState::direct)
        .forEach(channel -> channel(html, "Direct: " + channel.name, channel));
    res.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .header(
            HeaderNames.create("Content-Security-Policy"),
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
        .send(html.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void guild(StringBuilder html, GuildState guild) {
    for (var channel : world.channelsOf(guild.id)) {
      channel(html, guild.name + " #" + channel.name, channel);
    }
  }

  private static void channel(StringBuilder html, String title, ChannelState channel) {
    html.append("<section><h2>").append(escaped(title)).append("</h2>");
    for (var message : channel.before(Long.MAX_VALUE, SHOWN).reversed()) {
      message(html, SeenMessage.of(message));
    }
    html.append("</section>");
  }

  private static void message(StringBuilder html, SeenMessage message) {
    html.append(message.fromBot() ? "<article class=bot>" : "<article>").append("<small>");
    html.append(escaped(message.raw().path("author").path("username").asText()));
    message
        .onlyFor()
        .ifPresent(id -> html.append(", seen by ").append(escaped(id)).append(" only"));
    html.append("</small><p>").append(escaped(message.content())).append("</p>");
    for (var embed : message.embeds()) {
      html.append("<div class=embed><b>").append(escaped(embed.title())).append("</b><p>");
      html.append(escaped(embed.description())).append("</p>");
      for (var field : embed.fields()) {
        html.append("<p><b>").append(escaped(field.name())).append("</b> ");
        html.append(escaped(field.value())).append("</p>");
      }
      html.append("<small>").append(escaped(embed.footer())).append("</small></div>");
    }
    for (var file : message.files()) {
      html.append("<p><small>").append(escaped(file.name())).append(", ");
      html.append(file.size()).append(" bytes</small></p>");
    }
    for (var button : message.buttons()) {
      html.append("<button disabled>").append(escaped(button.label())).append("</button>");
    }
    html.append("</article>");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
