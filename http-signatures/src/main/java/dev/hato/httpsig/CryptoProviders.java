package dev.hato.httpsig;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses who computes: the fastest provider that this machine can load, named in each call and
 * never installed for the whole JVM.
 *
 * <p>RSA and Ed25519: Amazon Corretto Crypto Provider where its native library loads (three times
 * the JDK's signing rate for RSA, twice Bouncy Castle's verifying rate for Ed25519); else the JDK
 * for RSA, and Bouncy Castle for Ed25519, where the JDK is an order of magnitude slower. P-256: the
 * JDK.
 */
final class CryptoProviders {
  private static final Logger LOG = LoggerFactory.getLogger(CryptoProviders.class);
  private static final CryptoProviders FASTEST = new CryptoProviders(fastestRsa());

  /** RFC 9421 §3.3.1. */
  private static final PSSParameterSpec PSS_SHA512 =
      new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1);

  private final Provider rsa;
  private final boolean edwardsToo;

  CryptoProviders(Provider rsa) {
    this.rsa = rsa;
    this.edwardsToo = rsa.getService("Signature", "Ed25519") != null;
  }

  static CryptoProviders fastest() {
    return FASTEST;
  }

  /** The JDK's RSA, under the name that every OpenJDK gives it. */
  static Provider jdkRsa() {
    try {
      return KeyFactory.getInstance("RSA", "SunRsaSign").getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks the provider SunRsaSign", e);
    }
  }

  private static Provider fastestRsa() {
    try {
      return Corretto.load();
    } catch (LinkageError | ProviderException e) {
      LOG.info("RSA runs on the JDK, because the native provider is not there: {}", e.toString());
      return jdkRsa();
    }
  }

  Signature signature(SignatureAlgorithm algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case RSA_V1_5_SHA256 -> Signature.getInstance("SHA256withRSA", rsa);
      case RSA_PSS_SHA512 -> {
        Signature signature = Signature.getInstance("RSASSA-PSS", rsa);
        signature.setParameter(PSS_SHA512);
        yield signature;
      }
      case ED25519 -> Signature.getInstance("Ed25519", edwardsToo ? rsa : BouncyCastle.PROVIDER);
      case ECDSA_P256_SHA256 -> Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    };
  }

  KeyFactory keyFactory(KeyAlgorithm algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case RSA -> KeyFactory.getInstance("RSA", rsa);
      case ED25519 ->
          edwardsToo // which reads no keys itself and works with those of the JDK
              ? KeyFactory.getInstance("Ed25519", "SunEC")
              : KeyFactory.getInstance("Ed25519", BouncyCastle.PROVIDER);
      case P256 -> KeyFactory.getInstance("EC", "SunEC");
    };
  }

  /** Apart, because this class must load without the optional provider. */
  private static final class Corretto {
    static Provider load() {
      AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
      Throwable failure = provider.getLoadingError();
      if (failure != null) {
        throw new ProviderException("its library did not load", failure);
      }
      return provider;
    }
  }

  /** Loaded on first use: many servers never meet an Ed25519 key. */
  private static final class BouncyCastle {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }
}
