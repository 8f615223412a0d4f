package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.Verification.Rejected;
import dev.hato.httpsig.Verification.Verified;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each quirk is forgiven where it is switched on, and only there. */
class PeerQuirkTest {
  @Test
  void theQueryMayBeLeftOutOfTheTargetOfARead() {
    TestRequest request = TestRequest.get();
    request.target = "/users/bob/outbox";
    request.sign(TestKeys.RSA.getPrivate());
    request.target = "/users/bob/outbox?page=1";
    assertForgivenBy(request, PeerQuirk.TARGET_WITHOUT_QUERY);
  }

  @Test
  void theQueryMayNotBeLeftOutOfTheTargetOfADelivery() {
    TestRequest request = new TestRequest();
    request.target = "/inbox";
    request.sign(TestKeys.RSA.getPrivate());
    request.target = "/inbox?x=1";
    assertThat(verify(request, EnumSet.allOf(PeerQuirk.class))).isInstanceOf(Rejected.class);
  }

  @Test
  void theDefaultPortMayBeSignedOrLeftOut() {
    TestRequest request = new TestRequest().set("host", "good.test:443");
    request.sign(TestKeys.RSA.getPrivate());
    assertForgivenBy(request.set("host", "good.test"), PeerQuirk.HOST_WITH_PORT);

    TestRequest bare = new TestRequest().sign(TestKeys.RSA.getPrivate());
    assertForgivenBy(bare.set("host", "good.test:443"), PeerQuirk.HOST_WITH_PORT);
  }

  @Test
  void anotherPortIsAnotherServer() {
    TestRequest request = new TestRequest().set("host", "good.test:8443");
    request.sign(TestKeys.RSA.getPrivate());
    request.set("host", "good.test");
    assertThat(verify(request, EnumSet.allOf(PeerQuirk.class))).isInstanceOf(Rejected.class);
  }

  @Test
  void namesOfHeadersMayBeSignedAsTheyAreWritten() {
    TestRequest request = new TestRequest();
    request.covered = "(request-target) Host Date Digest";
    for (String name : new String[] {"host", "date", "digest"}) {
      String written = Character.toUpperCase(name.charAt(0)) + name.substring(1);
      request.headers.put(written, request.headers.remove(name));
    }
    assertForgivenBy(request.sign(TestKeys.RSA.getPrivate()), PeerQuirk.HEADER_CASE);
  }

  private static void assertForgivenBy(TestRequest request, PeerQuirk quirk) {
    assertThat(verify(request, Set.of(quirk))).isInstanceOf(Verified.class);
    assertThat(verify(request, EnumSet.complementOf(EnumSet.of(quirk))))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Verification.Reason.BAD_SIGNATURE));
  }

  private static Verification verify(TestRequest request, Set<PeerQuirk> quirks) {
    return SignatureVerifier.newBuilder()
        .clock(InstantSource.fixed(Instant.ofEpochSecond(TestRequest.NOW)))
        .expectedHosts(Set.of("good.test"))
        .keys((keyId, refresh) -> new KeyLookup.Found(TestKeys.rsa()))
        .quirks(quirks)
        .build()
        .verify(request.message(), request.body);
  }
}
