package org.littleredbridge.discord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Which certificates are trusted: the system's, and those of a file.
record Trust(SSLContext context, X509TrustManager manager) {
  /// @throws IllegalArgumentException with a sentence that names `discord.trust`
  static Trust of(Optional<Path> pem) {
    try {
      var manager = pem.isEmpty() ? manager(null) : both(pem.get());
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return new Trust(context, manager);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot make trust for TLS", e);
    }
  }

  private static X509TrustManager both(Path pem) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (var certificate : manager(null).getAcceptedIssuers()) {
      store.setCertificateEntry("system-" + number++, certificate);
    }
    for (var certificate : read(pem)) {
      store.setCertificateEntry("extra-" + number++, certificate);
    }
    return manager(store);
  }

  private static Collection<? extends Certificate> read(Path pem) throws CertificateException {
    Collection<? extends Certificate> certificates = List.of();
    try (var bytes = Files.newInputStream(pem)) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "discord.trust: the file "
              + pem
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). Name a file of PEM certificates, or leave the setting out.",
          e);
    } catch (CertificateException _) {
      // Said below: a file of something else and an empty one are the same mistake.
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(
          "discord.trust: the file "
              + pem
              + " holds no readable certificate. It must hold PEM"
              + " certificates, which begin with -----BEGIN CERTIFICATE-----.");
    }
    return certificates;
  }

  /// @param store null for the system's certificates
  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }
}
