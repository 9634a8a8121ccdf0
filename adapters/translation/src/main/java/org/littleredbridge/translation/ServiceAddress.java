package org.littleredbridge.translation;

import java.net.URI;
import java.util.Locale;

/// What may be written as the address of a service.
final class ServiceAddress {
  private ServiceAddress() {}

  /// @throws IllegalArgumentException when it is none
  static void check(URI url) {
    var scheme = url.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme))
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "an engine's address looks like http://127.0.0.1:5000, without user, '?' and '#'");
    }
  }

  /// `url` with more of a path; slashes at its end do not matter.
  static URI below(URI url, String path) {
    return URI.create(url.toString().replaceFirst("/+$", "") + path);
  }

  /// Whether the host is this one or below it.
  static boolean isAt(URI url, String domain) {
    var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return host.equals(domain) || host.endsWith("." + domain);
  }
}
