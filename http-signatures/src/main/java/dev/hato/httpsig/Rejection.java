package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import java.util.Optional;

/**
 * Leaves the reading of a signature at its first fault; becomes a {@link Verification.Rejected}.
 */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String detail;

  Rejection(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  Verification.Rejected verdict() {
    return new Verification.Rejected(reason, detail, Optional.empty());
  }
}
