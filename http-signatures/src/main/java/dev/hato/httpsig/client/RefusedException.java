package dev.hato.httpsig.client;

import java.io.IOException;

/** Ends an exchange for a reason of our own; becomes an {@link Exchange.Failed}. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final FailureReason reason;
  private final String detail;

  RefusedException(FailureReason reason, String detail) {
    super(detail);
    this.reason = reason;
    this.detail = detail;
  }

  Exchange.Failed failure() {
    return new Exchange.Failed(reason, detail);
  }
}
