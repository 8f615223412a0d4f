package dev.hato.server.http;

import dev.hato.server.kernel.Caller;
import java.util.Optional;

/**
 * Port: finds out who sends a request. Called once per request on its virtual thread; may throw a
 * {@link dev.hato.server.kernel.Problem} (403 for a disabled login) instead of answering.
 */
public interface Authenticator {
  /** Knows nobody. */
  Authenticator NONE =
      new Authenticator() {
        @Override
        public Optional<Caller> bearer(String token) {
          return Optional.empty();
        }

        @Override
        public Optional<Caller.SessionCaller> session(HttpRequest request) {
          return Optional.empty();
        }

        @Override
        public boolean isStaff(Caller caller) {
          return false;
        }
      };

  /** The person or application of a bearer token; empty when it is unknown, revoked or expired. */
  Optional<Caller> bearer(String token);

  /**
   * The person of the request's session cookie; checks the forgery token of forms where it expects
   * one.
   */
  Optional<Caller.SessionCaller> session(HttpRequest request);

  /** Whether the person has a role that may see the staff's pages. */
  boolean isStaff(Caller caller);
}
