package dev.hato.httpsig.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities of the JVM and those of one more PEM file. */
record TlsTrust(X509TrustManager trustManager, SSLSocketFactory sockets) {
  static TlsTrust withAlso(Path pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate known : trustManager(null).getAcceptedIssuers()) {
        store.setCertificateEntry("default-" + store.size(), known);
      }
      for (Certificate added : certificates(pem)) {
        store.setCertificateEntry("added-" + store.size(), added);
      }
      X509TrustManager trustManager = trustManager(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trustManager}, null);
      return new TlsTrust(trustManager, context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(pem + " is not a PEM file of CA certificates", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The CA file " + pem + " cannot be read", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IllegalArgumentException("There is no certificate in " + pem);
      }
      return found;
    }
  }

  /** The trust manager over a store; over the JVM's own for null, as JSSE has it. */
  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("This JVM has no X.509 trust manager");
  }
}
