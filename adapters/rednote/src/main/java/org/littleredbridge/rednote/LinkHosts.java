package org.littleredbridge.rednote;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The hosts on which links of the platform lie, and no others: a name that only looks like one of
/// them, a user before `@` or an unusual port makes an address somebody else's.
///
/// @param own an address whose host and port are taken exactly
/// @param standIn whether that is the platform's stand-in: then it has the short links, and the
///   platform's own are not opened
record LinkHosts(URI own, boolean standIn) {
  private static final Set<String> PLATFORM =
      Set.of("www.xiaohongshu.com", "xiaohongshu.com", "www.rednote.com", "rednote.com");
  private static final Set<String> SHORT =
      Set.of("xhslink.com", "www.xhslink.com", "xhslink.cn", "www.xhslink.cn");
  private static final Pattern SHORT_PATH = Pattern.compile("/[amo]/[^/]+/?");
  private static final String NAMES = "xiaohongshu\\.com|rednote\\.com|xhslink\\.c(?:om|n)";

  static LinkHosts ofRedNoteAnd(URI own) {
    return new LinkHosts(own, false);
  }

  static LinkHosts ofStandIn(URI standIn) {
    return new LinkHosts(standIn, true);
  }

  /// Finds a name of one of them in a text.
  Pattern named() {
    return Pattern.compile("(?i)" + NAMES + "|" + Pattern.quote(own.getRawAuthority()));
  }

  /// Whether an address lies on the platform's own hosts.
  boolean isPlatform(URI address) {
    return isOwn(address) || isPlain(address) && PLATFORM.contains(host(address));
  }

  /// Whether it is a short link.
  boolean isShort(URI address) {
    return isOwn(address) && standIn
        ? SHORT_PATH.matcher(path(address)).matches()
        : isPlain(address) && SHORT.contains(host(address)) && path(address).length() > 1;
  }

  /// Whether it may be asked.
  boolean mayOpen(URI address) {
    return standIn ? isOwn(address) : isShort(address) || isPlatform(address);
  }

  /// Whether it lies at [#own()]; only there it is opened as it stands, without encryption too.
  boolean isOwn(URI address) {
    return isWeb(address)
        && address.getRawUserInfo() == null
        && host(address).equals(host(own))
        && port(address) == port(own);
  }

  private static boolean isPlain(URI address) {
    return isWeb(address)
        && address.getRawUserInfo() == null
        && (address.getPort() == -1 || address.getPort() == usualPort(address));
  }

  private static String host(URI address) {
    return Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
  }

  static String path(URI address) {
    return Optional.ofNullable(address.getRawPath()).orElse("");
  }

  private static int port(URI address) {
    return address.getPort() == -1 ? usualPort(address) : address.getPort();
  }

  private static int usualPort(URI address) {
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }

  static boolean isWeb(URI address) {
    return "https".equalsIgnoreCase(address.getScheme())
        || "http".equalsIgnoreCase(address.getScheme());
  }
}
