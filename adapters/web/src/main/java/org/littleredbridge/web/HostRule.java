package org.littleredbridge.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which `Host` a request may name. A page of a foreign site that had its own name pointed at this
/// machine (DNS rebinding) still sends that name, and is turned away by it.
///
/// Bound to every address (`0.0.0.0`), nobody can say by which names this machine is known: then
/// addresses and `localhost` pass, and names only where a password stands behind them.
record HostRule(String host, int port, boolean password) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> WILDCARD = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::([0-9]{1,5}))?");
  private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  HostRule {
    host = bracketed(host);
  }

  boolean admits(String header) {
    var parts = AUTHORITY.matcher(header.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return false;
    }
    var name = parts.group(1);
    if (WILDCARD.contains(host)) {
      return password || name.equals("localhost") || ADDRESS.matcher(name).matches();
    }
    int named = Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(80);
    return named == port && (name.equals(host) || (loopback() && LOOPBACK.contains(name)));
  }

  /// The address for people of this machine.
  String authority() {
    var name = WILDCARD.contains(host) ? "127.0.0.1" : host;
    return port == 80 ? name : name + ":" + port;
  }

  private boolean loopback() {
    if (LOOPBACK.contains(host)) {
      return true;
    }
    try {
      return ADDRESS.matcher(host).matches() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private static String bracketed(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
  }
}
