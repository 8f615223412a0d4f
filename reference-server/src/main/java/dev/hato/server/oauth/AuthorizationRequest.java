package dev.hato.server.oauth;

import dev.hato.server.http.Params;
import dev.hato.server.kernel.Scopes;
import dev.hato.storage.oauth.OAuthApp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an application asks a person for (RFC 6749 §4.1.1, RFC 7636 §4.3), checked.
 *
 * @param challenge of PKCE with S256; empty when the client uses none
 */
record AuthorizationRequest(
    OAuthApp app, String redirectUri, Scopes scopes, Optional<String> state, String challenge) {
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** Valid, or wrong in one of two ways. */
  sealed interface Reading {
    record Valid(AuthorizationRequest request) implements Reading {}

    /** The application or the way back is not known, so nobody is sent there. */
    record Untrusted() implements Reading {}

    /** The application is told by an error in its redirect. */
    record Refused(String redirectUri, Optional<String> state, String error) implements Reading {}
  }

  /** Reads a request of a registered application; the redirect URI must equal a registered one. */
  static Reading read(Params params, Optional<OAuthApp> registered) {
    String uri = params.string("redirect_uri").orElse("");
    if (registered.isEmpty() || !registered.get().redirectUris().contains(uri)) {
      return new Reading.Untrusted();
    }
    OAuthApp app = registered.get();
    Optional<String> state = params.string("state");
    Scopes allowed = Scopes.parse(app.scopes());
    Scopes asked = params.string("scope").map(Scopes::parse).orElse(Scopes.NONE);
    Scopes scopes = asked.names().isEmpty() ? allowed : asked;
    String challenge = params.string("code_challenge").orElse("");
    Optional<String> error =
        responseTypeError(params)
            .or(() -> challengeError(challenge, params))
            .or(() -> scopeError(scopes, allowed));
    return error.isPresent()
        ? new Reading.Refused(uri, state, error.get())
        : new Reading.Valid(new AuthorizationRequest(app, uri, scopes, state, challenge));
  }

  /** The parameters again, for the decision's form. */
  Map<String, String> toParameters() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("response_type", "code");
    all.put("client_id", app.clientId());
    all.put("redirect_uri", redirectUri);
    all.put("scope", scopes.toString());
    state.ifPresent(text -> all.put("state", text));
    if (!challenge.isEmpty()) {
      all.put("code_challenge", challenge);
      all.put("code_challenge_method", "S256");
    }
    return all;
  }

  private static Optional<String> responseTypeError(Params params) {
    String type = params.string("response_type").orElse("");
    return switch (type) {
      case "code" -> Optional.empty();
      case "" -> Optional.of("invalid_request");
      default -> Optional.of("unsupported_response_type");
    };
  }

  /** Plain challenges protect nobody and are refused (G3). */
  private static Optional<String> challengeError(String challenge, Params params) {
    boolean method = params.string("code_challenge_method").equals(Optional.of("S256"));
    boolean good = challenge.isEmpty() || (method && CHALLENGE.matcher(challenge).matches());
    return good ? Optional.empty() : Optional.of("invalid_request");
  }

  private static Optional<String> scopeError(Scopes scopes, Scopes allowed) {
    return KnownScopes.knows(scopes) && allowed.coversAll(scopes)
        ? Optional.empty()
        : Optional.of("invalid_scope");
  }
}
