package org.littleredbridge.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/// The page's own files, from the class path. Only those listed here exist.
final class PageFiles {
  private static final String FOLDER = "page/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private PageFiles() {}

  static void chat(HttpRules rules) {
    add(rules, "/", "index.html");
    for (var script : new String[] {"app.js", "api.js", "cards.js", "composer.js", "dom.js"}) {
      add(rules, "/" + script, script);
    }
    add(rules, "/style.css", "style.css");
    add(rules, "/icon.svg", "icon.svg");
  }

  static void login(HttpRules rules) {
    add(rules, "/login", "login.html");
    add(rules, "/login.js", "login.js");
  }

  private static void add(HttpRules rules, String path, String name) {
    var bytes = bytes(name);
    var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
    var tag = '"' + Integer.toHexString(Arrays.hashCode(bytes)) + '"';
    rules.get(path, (request, response) -> send(request, response, bytes, type, tag));
  }

  private static void send(
      ServerRequest request, ServerResponse response, byte[] bytes, String type, String tag) {
    // Asked for every time, so that a new version shows at once; the tag saves the bytes.
    response.header(HeaderNames.CACHE_CONTROL, "no-cache").header(HeaderNames.ETAG, tag);
    if (request.headers().first(HeaderNames.IF_NONE_MATCH).filter(tag::equals).isPresent()) {
      response.status(Status.NOT_MODIFIED_304).send();
    } else {
      response.header(HeaderNames.CONTENT_TYPE, type).send(bytes);
    }
  }

  private static byte[] bytes(String name) {
    try (var stream = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalStateException("the page's file " + name + " is not in the package");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
