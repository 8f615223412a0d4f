package dev.hato.httpsig.client;

import java.net.UnknownHostException;

/** An address that may not be dialled; of the type that a resolver may throw. */
final class ForbiddenAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  ForbiddenAddressException(String message) {
    super(message);
  }
}
