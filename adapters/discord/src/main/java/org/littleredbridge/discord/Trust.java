package org.littleredbridge.discord;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/// Which certificates are trusted: the system's, and those of a file.
record Trust(SSLContext context, X509TrustManager manager) {
  /// @throws IllegalArgumentException with a sentence that names `discord.trust`
  static Trust of(Optional<Path> pem) {
    throw new UnsupportedOperationException("comes with the next commit");
  }
}
