package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When a signature is of use: from {@code skew} before to {@code skew} after its creation, or to
 * {@code skew} after the sender's own expiry, which counts up to {@code maxAge}.
 */
record TimeWindow(InstantSource clock, Duration skew, Duration maxAge) {
  void check(Instant created, Optional<Instant> expires) throws Rejection {
    Instant now = clock.instant();
    if (created.isAfter(now.plus(skew))) {
      throw new Rejection(Reason.NOT_YET_VALID, "Signed at " + created + ", but here it is " + now);
    }
    if (expires.isPresent() && expires.get().isBefore(created)) {
      throw new Rejection(
          Reason.MALFORMED, "It expires at " + expires.get() + ", before it was made: " + created);
    }
    Instant latest = created.plus(maxAge);
    Instant end = expires.map(given -> given.isBefore(latest) ? given : latest).orElse(created);
    if (now.isAfter(end.plus(skew))) {
      throw new Rejection(
          Reason.EXPIRED, "Signed at " + created + " for use until " + end + ", here it is " + now);
    }
  }
}
