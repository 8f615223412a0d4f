package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests to https://good.test that must be refused, in both signature formats, for tests of whole
 * servers: a Follow of bob by alice of peer.test, signed at {@link #NOW} with a key that fits, and
 * bent.
 */
public final class HostileRequests {
  /** When they were signed. */
  public static final Instant NOW = Instant.ofEpochSecond(TestRequest.NOW);

  /** The key that they name, unless that is what is wrong with them. */
  public static final String KEY_ID = TestRequest.KEY_ID;

  private HostileRequests() {}

  /** A request as it comes to a server. */
  public record Sent(SignableMessage message, byte[] body) {}

  /**
   * A request that must be refused.
   *
   * @param name what is wrong with it
   */
  public record Hostile(String name, Reason reason, Sent request) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The public half of the key. */
  public static PublicKey publicKey() {
    return TestKeys.RSA.getPublic();
  }

  /** The request before it was bent, in each format: these two are accepted. */
  public static List<Sent> unbent() {
    return List.of(
        sent(new TestRequest().sign(TestKeys.RSA.getPrivate())),
        sent(new Rfc9421Request().sign(TestKeys.RSA.getPrivate())));
  }

  /** All of them. */
  public static List<Hostile> all() {
    Stream<Hostile> cavage =
        HostileSignatureTest.all()
            .map(bent -> new Hostile("draft-cavage: " + bent, bent.reason(), sent(bent.made())));
    Stream<Hostile> rfc9421 =
        HostileRfc9421Test.all()
            .map(bent -> new Hostile("RFC 9421: " + bent, bent.reason(), sent(bent.made())));
    return Stream.concat(cavage, rfc9421).toList();
  }

  private static Sent sent(TestRequest request) {
    return new Sent(request.message(), request.body);
  }

  private static Sent sent(Rfc9421Request request) {
    return new Sent(request.message(), request.body);
  }
}
