package org.littleredbridge.sandbox.discord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/// A certificate authority of our own that vouches for Discord's host names, made anew at each
/// start. Only a client that is told to trust it believes it.
final class Certificates {
  private final HeldCertificate authority;
  private final SSLContext tls;

  Certificates(Iterable<String> hosts) {
    this.authority =
        new HeldCertificate.Builder()
            .commonName("Little Red Bridge sandbox authority")
            .certificateAuthority(0)
            .build();
    var ours = new HeldCertificate.Builder().commonName("sandbox").signedBy(authority);
    hosts.forEach(ours::addSubjectAlternativeName);
    this.tls =
        new HandshakeCertificates.Builder()
            .heldCertificate(ours.build(), authority.certificate())
            .build()
            .sslContext();
  }

  SSLContext tls() {
    return tls;
  }

  String pem() {
    return authority.certificatePem();
  }

  void write(Path file) {
    try {
      Files.writeString(file, pem());
    } catch (IOException e) {
      throw new SandboxDiscordException(
          "The sandbox's Discord cannot write its certificate to %s: %s. Choose a folder that can be written."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
