package org.littleredbridge.web;

import java.util.Optional;

/// How the browser's server is set up: the `web` section of the configuration.
///
/// @param host a name or address of this machine; `0.0.0.0` or `::` for all
/// @param port 0 takes any free one
/// @param chat whether the browser is a chat; health and metrics are there without it
/// @param passwordNeeded whether the operator must have set a password: beyond loopback, or with a
///   real account behind it
public record WebConfig(
    String host, int port, Optional<String> password, boolean chat, boolean passwordNeeded) {
  /// @throws IllegalArgumentException with a sentence that names the setting
  public WebConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "web.host is empty. Set it to 127.0.0.1 for this machine alone.");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "web.port is " + port + ". A port is a number from 1 to 65535, or 0 for any free one.");
    }
    password = password.filter(p -> !p.isBlank());
    if (passwordNeeded && password.isEmpty()) {
      throw new IllegalArgumentException(
          "web.password is not set. The page can be reached from other machines or speaks for a real"
              + " account, so it needs one. Set web.password, or set web.host to 127.0.0.1 and use"
              + " the sandbox.");
    }
  }

  /// Without the password.
  @Override
  public String toString() {
    return "WebConfig[host="
        + host
        + ", port="
        + port
        + ", password="
        + (password.isPresent() ? "set" : "none")
        + ", chat="
        + chat
        + "]";
  }
}
