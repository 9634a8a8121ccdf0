package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The short links of the platform's share button, `/a/…`, `/m/…` and `/o/…`, which lead on by a
/// redirect; and, by a control, such as a hostile or broken server would give.
final class ShortLinks {
  private static final long ENDLESS_BYTES = 1L << 30;

  private final World world;
  private final Tokens tokens;
  private final Supplier<URI> base;
  private final Map<String, Way> ways = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger followed = new AtomicInteger();

  /// Where a short link leads.
  ///
  /// @param to an address; not used by all forms
  private record Way(Form form, String to) {}

  private enum Form {
    /// The note's page, with what the app adds.
    APP,
    /// The page for visitors who are not logged in, which has the note's in `redirectPath`.
    LOGIN,
    /// The error page for visitors without a token, likewise.
    ERROR,
    /// The address as it was given.
    PLAIN,
    /// Back to itself.
    LOOP,
    /// To another short link, and from there to the next.
    ENDLESS,
    /// To nowhere; the answer itself has no end.
    FLOOD,
    /// To nowhere: the link has expired.
    DEAD
  }

  ShortLinks(World world, Tokens tokens, Supplier<URI> base) {
    this.world = world;
    this.tokens = tokens;
    this.base = base;
  }

  void route(HttpRouting.Builder to, Controls controls) {
    for (var kind : new String[] {"a", "m", "o"}) {
      to.get("/" + kind + "/{code}", this::follow);
    }
    controls.on(to, Method.POST, "shortlinks", this::make);
    controls.on(to, Method.GET, "shortlinks", _ -> Wire.object().put("followed", followed.get()));
  }

  /// `{"note":ID}` or `{"creator":ID}` or `{"to":ADDRESS}`, and a `form`.
  private JsonNode make(ServerRequest req) {
    var body = Controls.body(req);
    var form = form(body);
    var code = Integer.toString(40_000_000 + made.incrementAndGet() * 7_919, 36);
    ways.put(code, new Way(form, to(body)));
    return Wire.object().put("url", base.get() + "/a/" + code).put("code", code);
  }

  private static Form form(JsonNode body) {
    var name = Controls.text(body, "form").orElse(body.has("to") ? "plain" : "app");
    for (var form : Form.values()) {
      if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
        return form;
      }
    }
    throw new IllegalArgumentException(
        "\"form\" is app, login, error, plain, loop, endless, flood or dead.");
  }

  private String to(JsonNode body) {
    var note = Controls.text(body, "note");
    var creator = Controls.text(body, "creator");
    if (note.filter(id -> world.page(id).isEmpty()).isPresent()) {
      throw new IllegalArgumentException("There is no such note.");
    }
    return note.map(id -> page("/discovery/item/" + id, id))
        .or(() -> creator.map(id -> page("/user/profile/" + id, id)))
        .or(() -> Controls.text(body, "to"))
        .orElse("");
  }

  private String page(String path, String owner) {
    return base.get()
        + path
        + "?app_platform=ios&app_version=9.9&share_from_user_hidden=true&xsec_source=app_share"
        + "&type=normal&xsec_token="
        + encoded(tokens.issue(owner))
        + "&author_share=1&apptime=1760000000&share_id=0";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void follow(ServerRequest req, ServerResponse res) {
    followed.incrementAndGet();
    var code = req.path().pathParameters().get("code");
    var endless = code.indexOf('~');
    var way = Optional.ofNullable(ways.get(endless < 0 ? code : code.substring(0, endless)));
    switch (way.map(Way::form).orElse(Form.DEAD)) {
      case APP, PLAIN -> redirect(res, way.map(Way::to).orElse(""));
      case LOGIN -> redirect(res, base.get() + "/login?redirectPath=" + behind(way));
      case ERROR ->
          redirect(
              res,
              base.get()
                  + "/404?source=%2F404%2Fsec_x&error_code=300031&error_msg=&redirectPath="
                  + behind(way));
      case LOOP -> redirect(res, req.path().path());
      case ENDLESS ->
          redirect(
              res,
              "/a/" + (endless < 0 ? code : code.substring(0, endless)) + "~" + followed.get());
      case FLOOD -> pour(res);
      case DEAD -> res.status(404).send("链接已失效".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String behind(Optional<Way> way) {
    return encoded(way.map(Way::to).orElse(""));
  }

  private static void redirect(ServerResponse res, String to) {
    res.status(302).header(HeaderNames.LOCATION, to).send();
  }

  private static void pour(ServerResponse res) {
    var chunk = "没完没了".repeat(4_000).getBytes(StandardCharsets.UTF_8);
    try (var out = res.outputStream()) {
      for (long sent = 0; sent < ENDLESS_BYTES; sent += chunk.length) {
        out.write(chunk);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client had enough", e);
    }
  }
}
