package org.littleredbridge.sandbox;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.List;

/// Keeps web pages of other sites away from the controls: a browser would let them send requests to
/// this machine, under another Host (DNS rebinding) or with their own Origin.
final class LoopbackOnly {
  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

  private LoopbackOnly() {}

  static boolean allows(ServerRequest req, int port) {
    var host = req.headers().first(HeaderNames.HOST).orElse("");
    var origin = req.headers().first(HeaderNames.ORIGIN);
    return ours(host, port) && origin.map(o -> o.equals("http://" + host)).orElse(true);
  }

  /// A picture asked for by a page of another site is refused, as the platform does.
  static boolean refererAllowed(ServerRequest req, int port) {
    var referer = req.headers().first(HeaderNames.REFERER);
    if (referer.isEmpty()) {
      return true;
    }
    try {
      var from = URI.create(referer.get());
      var host = from.getHost() == null ? "" : from.getHost();
      return ours(from.getRawAuthority() == null ? "" : from.getRawAuthority(), port)
          || List.of("www.xiaohongshu.com", "www.rednote.com").contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean ours(String authority, int port) {
    return NAMES.stream().anyMatch(name -> authority.equalsIgnoreCase(name + ":" + port));
  }
}
