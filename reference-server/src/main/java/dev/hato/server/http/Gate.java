package dev.hato.server.http;

import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Scopes;
import java.util.Optional;

/**
 * Checks that a caller may use the matched route. The same route gives the same check however its
 * path was written.
 */
final class Gate {
  private final Authenticator authenticator;

  Gate(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** Refuses without a look-up what can only end in a 401: before the body is read. */
  void refuseEarly(Access access, Optional<String> token) {
    if (access.needsToken() && token.isEmpty()) {
      throw invalidToken();
    }
  }

  Caller admit(Access access, HttpRequest request) {
    return switch (access.kind()) {
      case ANYONE -> Caller.ANONYMOUS;
      case SCOPE -> person(byToken(access, request));
      case TOKEN -> byToken(access, request);
      case SCOPE_IF_AUTHENTICATED ->
          request.bearerToken().isPresent() ? byToken(access, request) : Caller.ANONYMOUS;
      case PAGE -> session(request).orElse(Caller.ANONYMOUS);
      case SESSION -> session(request).orElseThrow(Gate::notLoggedIn);
      case STAFF -> staff(session(request).orElseThrow(Gate::notLoggedIn));
    };
  }

  private Caller byToken(Access access, HttpRequest request) {
    Caller caller =
        request.bearerToken().flatMap(authenticator::bearer).orElseThrow(Gate::invalidToken);
    Scopes scopes =
        switch (caller) {
          case Caller.UserCaller user -> user.scopes();
          case Caller.AppCaller app -> app.scopes();
          case Caller.Anonymous _, Caller.SessionCaller _ -> throw invalidToken();
        };
    if (!access.scopes().isEmpty() && access.scopes().stream().noneMatch(scopes::covers)) {
      throw Problem.forbidden("This action is outside the authorized scopes");
    }
    return caller;
  }

  private static Caller person(Caller caller) {
    if (caller.viewer().isEmpty()) {
      throw Problem.unauthorized("This method requires an authenticated user");
    }
    return caller;
  }

  private Optional<Caller> session(HttpRequest request) {
    refuseForeignForm(request);
    return authenticator.session(request).map(session -> session);
  }

  private Caller staff(Caller caller) {
    if (!authenticator.isStaff(caller)) {
      throw Problem.forbidden("You may not see this page");
    }
    return caller;
  }

  /** A form of another site never reaches a page's handler, whatever token it carries. */
  private static void refuseForeignForm(HttpRequest request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    String site = request.header("Sec-Fetch-Site").orElse("same-origin");
    boolean foreignSite = !site.equals("same-origin") && !site.equals("none");
    boolean foreignOrigin =
        request.header("Origin").filter(origin -> !origin.equals(request.baseUrl())).isPresent();
    if (!reads && (foreignSite || foreignOrigin)) {
      throw Problem.forbidden("This form was sent from another site");
    }
  }

  private static Problem invalidToken() {
    return Problem.unauthorized("The access token is invalid");
  }

  private static Problem notLoggedIn() {
    return Problem.unauthorized("You need to log in to see this page");
  }
}
