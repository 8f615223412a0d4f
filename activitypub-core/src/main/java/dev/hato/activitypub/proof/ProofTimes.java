package dev.hato.activitypub.proof;

import dev.hato.activitypub.proof.ProofVerdict.Reason;
import dev.hato.activitypub.proof.ProofVerdict.Refused;
import dev.hato.activitypub.vocab.ApObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Judges when a proof was made and how long it holds. A proof without times holds for ever. */
final class ProofTimes {
  private static final Duration SKEW = Duration.ofHours(1);

  private final InstantSource clock;

  ProofTimes(InstantSource clock) {
    this.clock = clock;
  }

  /** What speaks against a proof. */
  Optional<Refused> objection(ObjectNode proof) {
    ApObject view = ApObject.of(proof);
    for (String time : new String[] {"created", "expires"}) {
      if (proof.has(time) && view.instant(time).isEmpty()) {
        return Optional.of(new Refused(Reason.MALFORMED, time + " is no time"));
      }
    }
    Instant now = clock.instant();
    if (view.instant("expires").filter(expires -> !expires.isAfter(now)).isPresent()) {
      return Optional.of(new Refused(Reason.EXPIRED, "the proof has expired"));
    }
    return view.instant("created")
        .filter(created -> created.isAfter(now.plus(SKEW)))
        .map(future -> new Refused(Reason.NOT_YET_VALID, "the proof was made in the future"));
  }
}
