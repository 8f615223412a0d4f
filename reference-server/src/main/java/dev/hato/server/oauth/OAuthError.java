package dev.hato.server.oauth;

import dev.hato.server.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** The errors of the token and revocation endpoints (RFC 6749 §5.2, RFC 7009 §2.2.1). */
enum OAuthError {
  INVALID_REQUEST(400, "invalid_request", "The request is missing a required parameter."),
  INVALID_CLIENT(401, "invalid_client", "Client authentication failed."),
  INVALID_GRANT(
      400,
      "invalid_grant",
      "The authorization code is invalid, expired, used, or was issued for another client or"
          + " redirect URI."),
  INVALID_SCOPE(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed."),
  UNSUPPORTED_GRANT_TYPE(
      400, "unsupported_grant_type", "The grant type is not supported by this server."),
  UNAUTHORIZED_CLIENT(403, "unauthorized_client", "You are not authorized to revoke this token");

  private final int status;
  private final String code;
  private final String description;

  OAuthError(int status, String code, String description) {
    this.status = status;
    this.code = code;
    this.description = description;
  }

  HttpResponse answer() {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", code);
    body.put("error_description", description);
    HttpResponse answer =
        HttpResponse.json(body).withStatus(status).with("Cache-Control", "no-store");
    return this == INVALID_CLIENT
        ? answer.with("WWW-Authenticate", "Basic realm=\"Hato\"")
        : answer;
  }
}
