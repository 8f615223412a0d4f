package dev.hato.storage.oauth;

import java.time.Instant;
import java.util.Optional;

/**
 * An access token as the server knows it; the token itself is not kept.
 *
 * @param scopes separated by spaces
 * @param login whose token it is; empty for one of the application alone
 */
public record AccessToken(
    long id, long appId, String scopes, Optional<Login> login, Instant createdAt) {}
