package dev.hato.httpsig.client;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made in the test, and servers that show them. */
final class TestCertificates {
  private static final char[] NO_PASSWORD = {};

  private TestCertificates() {}

  static Authority authority(String name) {
    KeyPair keys = keyPair();
    X500Name subject = new X500Name("CN=" + name);
    Template template =
        new Template(subject, subject, keys.getPublic(), Optional.empty(), Duration.ofDays(1));
    return new Authority(subject, keys, certificate(template, keys.getPrivate()));
  }

  static Issued selfSigned(String host) {
    KeyPair keys = keyPair();
    X500Name subject = new X500Name("CN=" + host);
    Template template =
        new Template(subject, subject, keys.getPublic(), Optional.of(host), Duration.ofDays(1));
    return new Issued(certificate(template, keys.getPrivate()), keys.getPrivate());
  }

  record Authority(X500Name name, KeyPair keys, X509Certificate certificate) {
    Issued issue(String host, Duration validFor) {
      return issue(host, Optional.of(host), validFor);
    }

    Issued issueWithoutAlternativeName(String host) {
      return issue(host, Optional.empty(), Duration.ofDays(1));
    }

    private Issued issue(String host, Optional<String> alternative, Duration validFor) {
      KeyPair own = keyPair();
      X500Name subject = new X500Name("CN=" + host);
      Template template = new Template(name, subject, own.getPublic(), alternative, validFor);
      return new Issued(
          TestCertificates.certificate(template, keys.getPrivate()), own.getPrivate());
    }

    String pem() {
      StringWriter text = new StringWriter();
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        writer.writeObject(certificate);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return text.toString();
    }
  }

  record Issued(X509Certificate certificate, PrivateKey key) {
    ServerSocket serverSocket() {
      try {
        return context()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    SSLContext context() {
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key, NO_PASSWORD, new X509Certificate[] {certificate});
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private record Template(
      X500Name issuer,
      X500Name subject,
      PublicKey key,
      Optional<String> alternative,
      Duration validFor) {}

  private static X509Certificate certificate(Template template, PrivateKey issuerKey) {
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            template.issuer(),
            BigInteger.valueOf(now.toEpochMilli()),
            Date.from(now.minus(Duration.ofDays(30))),
            Date.from(now.plus(template.validFor())),
            template.subject(),
            template.key());
    try {
      boolean authority =
          template.issuer().equals(template.subject()) && template.alternative().isEmpty();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (template.alternative().isPresent()) {
        GeneralName name = new GeneralName(GeneralName.dNSName, template.alternative().get());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
    } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
