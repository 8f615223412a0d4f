package dev.hato.httpsig.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sorts what can go wrong on the network into the reasons that callers act on. */
final class Failures {
  private Failures() {}

  static Exchange.Failed of(IOException failure, TlsDeadline tls) {
    if (failure instanceof RefusedException refused) {
      return refused.failure();
    }
    if (tls.passed()) {
      return new Exchange.Failed(FailureReason.TIMEOUT, "The TLS handshake took too long");
    }
    ForbiddenAddressException forbidden = forbidden(failure);
    if (forbidden != null) {
      return new Exchange.Failed(
          FailureReason.FORBIDDEN_ADDRESS, String.valueOf(forbidden.getMessage()));
    }
    return failed(reason(failure), failure);
  }

  private static FailureReason reason(IOException failure) {
    return switch (failure) {
      case UnknownHostException e -> FailureReason.DNS;
      case SSLException e -> FailureReason.TLS;
      case ConnectException e -> FailureReason.CONNECT;
      case NoRouteToHostException e -> FailureReason.CONNECT;
      case InterruptedIOException e ->
          Thread.currentThread().isInterrupted() ? FailureReason.IO : FailureReason.TIMEOUT;
      default -> FailureReason.IO;
    };
  }

  /** When several addresses were tried, the forbidden one may be a suppressed exception. */
  private static @Nullable ForbiddenAddressException forbidden(Throwable failure) {
    if (failure instanceof ForbiddenAddressException found) {
      return found;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof ForbiddenAddressException found) {
        return found;
      }
    }
    return null;
  }

  private static Exchange.Failed failed(FailureReason reason, IOException failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return new Exchange.Failed(reason, message == null ? name : name + ": " + message);
  }
}
