package dev.hato.activitypub.inbox;

import static dev.hato.activitypub.telemetry.OperationKind.VERIFY_SIGNATURE;

import dev.hato.activitypub.internal.Authorities;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.outbox.HostHealth;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.Verification;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out who sent the request, by its HTTP signature; what a document says about its author
 * comes after it, in the {@link ProofGate}.
 */
final class SignatureGate implements Gate {
  private static final Map<String, String> KIND = Map.of("activitypub.signature.kind", "http");

  private final SignatureVerifier verifier;
  private final HostHealth health;
  private final Stopwatch stopwatch;

  SignatureGate(SignatureVerifier verifier, HostHealth health, Stopwatch stopwatch) {
    this.verifier = verifier;
    this.health = health;
    this.stopwatch = stopwatch;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    Inbound inbound = passage.inbound();
    long begun = stopwatch.begin();
    Verification verification = verifier.verify(inbound.message(), inbound.body());
    stopwatch.end(VERIFY_SIGNATURE, begun, failure(verification), () -> KIND);
    return switch (verification) {
      case Verification.Verified verified -> {
        Iri signer = Iri.parse(verified.key().controller());
        passage.signedBy(signer);
        Authorities.of(signer).ifPresent(health::succeeded);
        yield Gate.pass();
      }
      case Verification.Unsigned unsigned -> Gate.refuse(401, "The request is not signed");
      case Verification.Rejected rejected ->
          Gate.refuse(
              switch (rejected.reason()) {
                case MALFORMED -> 400;
                case KEY_UNREACHABLE -> 503;
                case MISSING_COMPONENT,
                    DIGEST_MISMATCH,
                    EXPIRED,
                    NOT_YET_VALID,
                    WRONG_HOST,
                    UNKNOWN_KEY,
                    INVALID_KEY,
                    BAD_SIGNATURE,
                    UNSUPPORTED_ALGORITHM ->
                    401;
              },
              "The signature is not accepted: " + rejected.detail());
    };
  }

  private static Optional<String> failure(Verification verification) {
    return switch (verification) {
      case Verification.Verified verified -> Optional.empty();
      case Verification.Unsigned unsigned -> Optional.of("unsigned");
      case Verification.Rejected rejected -> Optional.of(rejected.reason().name());
    };
  }
}
