package org.littleredbridge.rednote;

import java.net.URI;
import java.util.Optional;

/// What an operator may write as a gateway's address and secret.
final class GatewayAddress {
  private GatewayAddress() {}

  /// @throws IllegalArgumentException when it is no address of a gateway
  static void check(URI url) {
    var scheme = url.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme))
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a gateway's address looks like http://127.0.0.1:18060, without user, '?' and '#'");
    }
  }

  /// The secret without blanks around it; empty when nothing is left.
  ///
  /// @throws IllegalArgumentException when it could not be sent as it is
  static Optional<String> secret(String name, Optional<String> written) {
    var secret = written.map(String::strip).filter(s -> !s.isEmpty());
    if (secret.filter(s -> !s.matches("[!-~]+")).isPresent()) {
      throw new IllegalArgumentException(
          "a gateway's " + name + " has letters, digits and signs of plain ASCII only");
    }
    return secret;
  }
}
