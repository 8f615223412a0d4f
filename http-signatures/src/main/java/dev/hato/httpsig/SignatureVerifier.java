package dev.hato.httpsig;

import static java.util.Objects.requireNonNull;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.Verification.Rejected;
import dev.hato.httpsig.Verification.Unsigned;
import dev.hato.httpsig.Verification.Verified;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks who sent an incoming request: the gate in front of an inbox.
 *
 * <p>Both formats are understood: RFC 9421 when there is a {@code Signature-Input} header, else
 * draft-cavage-12. Everything that is cheap is checked before the key is asked for: form, coverage,
 * host, time, digest. When the signature does not fit, the resolver is asked once more with {@code
 * refresh}, because the owner may have changed the key. Immutable and safe for threads; blocks as
 * long as its {@link KeyResolver} does, and never throws for what a sender sent.
 */
public final class SignatureVerifier {
  private final CavageReader cavage;
  private final Rfc9421Reader rfc9421;
  private final KeyResolver keys;

  private SignatureVerifier(Builder builder, KeyResolver keys, InstantSource clock) {
    this.keys = keys;
    TimeWindow window = new TimeWindow(clock, builder.skew, builder.maxAge);
    this.cavage = new CavageReader(window, builder.expectedHosts, builder.quirks);
    this.rfc9421 = new Rfc9421Reader(window, builder.expectedHosts);
  }

  /** Starts a verifier. */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * Judges a request.
   *
   * @param body the exact bytes that came; empty for none
   */
  public Verification verify(SignableMessage message, byte[] body) {
    boolean rfc9421 = !message.header("signature-input").isEmpty();
    if (!rfc9421 && message.header("signature").isEmpty()) {
      return new Unsigned();
    }
    try {
      return judge(rfc9421 ? this.rfc9421.read(message, body) : cavage.read(message, body));
    } catch (Rejection e) {
      return e.verdict();
    }
  }

  private Verification judge(SignatureClaim claim) throws Rejection {
    KeyLookup known = keys.resolve(claim.keyId(), false);
    Verification first = judge(claim, known);
    if (!(first instanceof Rejected rejected) || rejected.reason() != Reason.BAD_SIGNATURE) {
      return first;
    }
    KeyLookup fetched = keys.resolve(claim.keyId(), true);
    return sameKey(known, fetched) ? first : judge(claim, fetched);
  }

  private static Verification judge(SignatureClaim claim, KeyLookup lookup) throws Rejection {
    return switch (lookup) {
      case KeyLookup.Found found -> judge(claim, found.key());
      case KeyLookup.Gone gone -> rejected(Reason.UNKNOWN_KEY, gone.detail());
      case KeyLookup.Unreachable unreachable ->
          rejected(Reason.KEY_UNREACHABLE, unreachable.detail());
      case KeyLookup.Invalid invalid -> rejected(Reason.INVALID_KEY, invalid.detail());
    };
  }

  private static Verification judge(SignatureClaim claim, VerificationKey key) throws Rejection {
    Optional<SignatureAlgorithm> algorithm = claim.algorithmFor(key.algorithm());
    if (algorithm.isEmpty()) {
      return rejected(
          Reason.UNSUPPORTED_ALGORITHM,
          "The key is " + key.algorithm() + ", the header means one of " + claim.allowed());
    }
    try {
      Keys.requireSize(key.publicKey());
    } catch (UnusableKeyException e) {
      return rejected(Reason.INVALID_KEY, String.valueOf(e.getMessage()));
    }
    if (fits(claim, key, algorithm.get())) {
      return new Verified(key, claim.covered(), claim.created());
    }
    return new Rejected(
        Reason.BAD_SIGNATURE,
        "The signature is not of this request by the key " + key.keyId(),
        Optional.of(claim.base()));
  }

  private static boolean fits(
      SignatureClaim claim, VerificationKey key, SignatureAlgorithm algorithm) throws Rejection {
    if (key.verifies(SignatureBase.bytes(claim.base()), claim.signature(), algorithm)) {
      return true;
    }
    return claim.otherBases().build().stream()
        .anyMatch(base -> key.verifies(SignatureBase.bytes(base), claim.signature(), algorithm));
  }

  private static boolean sameKey(KeyLookup one, KeyLookup other) {
    return one instanceof KeyLookup.Found a
        && other instanceof KeyLookup.Found b
        && Arrays.equals(a.key().publicKey().getEncoded(), b.key().publicKey().getEncoded());
  }

  private static Rejected rejected(Reason reason, String detail) {
    return new Rejected(reason, detail, Optional.empty());
  }

  /**
   * Collects what a verifier needs; {@code clock}, {@code keys} and {@code expectedHosts} must be
   * set.
   */
  public static final class Builder {
    private @Nullable InstantSource clock;
    private @Nullable KeyResolver keys;
    private Duration skew = Duration.ofHours(1);
    private Duration maxAge = Duration.ofHours(12);
    private Set<PeerQuirk> quirks = EnumSet.allOf(PeerQuirk.class);
    private ExpectedHosts expectedHosts = ExpectedHosts.of(Set.of());

    private Builder() {}

    /** Tells the time against which signatures are too old or too new. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock);
      return this;
    }

    /** Finds the keys; should remember them. */
    public Builder keys(KeyResolver keys) {
      this.keys = requireNonNull(keys);
      return this;
    }

    /** How far the sender's clock may be from ours, both ways. One hour unless set. */
    public Builder skew(Duration skew) {
      this.skew = requireNonNull(skew);
      return this;
    }

    /** The longest life that a sender may give a signature by (expires). 12 hours unless set. */
    public Builder maxAge(Duration maxAge) {
      this.maxAge = requireNonNull(maxAge);
      return this;
    }

    /** What is forgiven to senders of draft-cavage signatures. Everything known unless set. */
    public Builder quirks(Set<PeerQuirk> forgiven) {
      this.quirks = Set.copyOf(forgiven);
      return this;
    }

    /**
     * The authorities under which this server is asked: host, and port unless it is the default.
     */
    public Builder expectedHosts(Set<String> hosts) {
      this.expectedHosts = ExpectedHosts.of(hosts);
      return this;
    }

    /**
     * The verifier.
     *
     * @throws IllegalStateException when a part is missing
     */
    public SignatureVerifier build() {
      if (clock == null || keys == null || expectedHosts.names().isEmpty()) {
        throw new IllegalStateException(
            "A SignatureVerifier needs clock(…), keys(…) and at least one of expectedHosts(…)");
      }
      return new SignatureVerifier(this, keys, clock);
    }
  }
}
