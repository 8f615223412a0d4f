package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CryptoProvidersTest {
  private static final Provider JDK = CryptoProviders.jdkRsa();

  @Test
  void theJdkTakesOverWhereTheNativeLibraryIsMissing() {
    assertThat(
            CryptoProviders.correttoOr(
                () -> {
                  throw new UnsatisfiedLinkError("no such library");
                },
                JDK))
        .isSameAs(JDK);
    assertThat(
            CryptoProviders.correttoOr(
                () -> {
                  throw new NoClassDefFoundError("AmazonCorrettoCryptoProvider");
                },
                JDK))
        .isSameAs(JDK);
  }

  @Test
  void bothProvidersUnderstandEachOther() throws Exception {
    for (CryptoProviders one : new CryptoProviders[] {CryptoProviders.fastest(), jdk()}) {
      for (CryptoProviders other : new CryptoProviders[] {CryptoProviders.fastest(), jdk()}) {
        Signature signature = one.signature(KeyAlgorithm.RSA);
        signature.initSign(TestKeys.RSA.getPrivate());
        signature.update("base".getBytes(UTF_8));
        byte[] bytes = signature.sign();
        Signature check = other.signature(KeyAlgorithm.RSA);
        check.initVerify(TestKeys.RSA.getPublic());
        check.update("base".getBytes(UTF_8));
        assertThat(check.verify(bytes)).isTrue();
      }
    }
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
}
