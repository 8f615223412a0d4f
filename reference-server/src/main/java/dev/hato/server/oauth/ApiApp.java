package dev.hato.server.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hato.server.kernel.Scopes;
import dev.hato.storage.oauth.OAuthApp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Application and CredentialApplication entities; the credentials are written only where they
 * are set.
 */
record ApiApp(
    String id,
    String name,
    @Nullable String website,
    List<String> scopes,
    String redirectUri,
    List<String> redirectUris,
    String vapidKey,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientSecret,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long clientSecretExpiresAt) {

  static ApiApp of(OAuthApp app) {
    return new ApiApp(
        Long.toString(app.id()),
        app.name(),
        app.website().isEmpty() ? null : app.website(),
        List.copyOf(Scopes.parse(app.scopes()).names()),
        String.join("\n", app.redirectUris()),
        app.redirectUris(),
        "",
        null,
        null,
        null);
  }

  /** With what only the registering client may see; secrets do not expire. */
  ApiApp withCredentials(String client, String secret) {
    return new ApiApp(
        id, name, website, scopes, redirectUri, redirectUris, vapidKey, client, secret, 0L);
  }
}
