package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CryptoProvidersTest {
  private static final Provider JDK = CryptoProviders.jdkRsa();

  @Test
  void theJdkTakesOverWhereTheNativeProviderIsMissing() throws Exception {
    Class<?> keys = Class.forName(Keys.class.getName(), true, new WithoutCorretto());
    KeyPair pair =
        (KeyPair)
            keys.getMethod("generateRsa", SecureRandom.class).invoke(null, new SecureRandom());
    assertThat(pair.getPrivate().getClass().getName()).startsWith("sun.security.rsa.");
  }

  @Test
  void bothProvidersUnderstandEachOther() throws Exception {
    for (CryptoProviders one : new CryptoProviders[] {CryptoProviders.fastest(), jdk()}) {
      for (CryptoProviders other : new CryptoProviders[] {CryptoProviders.fastest(), jdk()}) {
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
          KeyPair keys = keys(algorithm);
          Signature signature = one.signature(algorithm);
          signature.initSign(keys.getPrivate());
          signature.update("base".getBytes(UTF_8));
          byte[] bytes = signature.sign();
          Signature check = other.signature(algorithm);
          check.initVerify(keys.getPublic());
          check.update("base".getBytes(UTF_8));
          assertThat(check.verify(bytes)).as(algorithm.toString()).isTrue();
        }
      }
    }
  }

  private static KeyPair keys(SignatureAlgorithm algorithm) {
    return switch (algorithm.key()) {
      case RSA -> TestKeys.RSA;
      case ED25519 -> TestKeys.ED25519;
      case P256 -> TestKeys.P256;
    };
  }

  @Test
  void noProviderIsInstalledForTheWholeJvm() {
    assertThat(CryptoProviders.fastest()).isNotNull();
    assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
        .doesNotContain("BC", "AmazonCorrettoCryptoProvider");
  }

  private static CryptoProviders jdk() {
    return new CryptoProviders(JDK);
  }

  /** Loads this library anew, on a class path without the Corretto provider. */
  private static final class WithoutCorretto extends ClassLoader {
    WithoutCorretto() {
      super(CryptoProvidersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.amazon.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.hato.") || findLoadedClass(name) != null) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
