package dev.hato.storage.oauth;

import java.time.Instant;
import java.util.List;

/**
 * A registered client application.
 *
 * @param scopes separated by spaces
 */
public record OAuthApp(
    long id,
    String clientId,
    String name,
    String website,
    List<String> redirectUris,
    String scopes,
    Instant createdAt) {}
