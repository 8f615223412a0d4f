package dev.hato.storage.oauth;

/**
 * A person's consent, waiting for the application to fetch its token.
 *
 * @param redirectUri where the code was sent; the exchange must name the same
 * @param scopes separated by spaces
 * @param codeChallenge PKCE S256 (RFC 7636 §4.2); empty when the client uses none
 */
public record OAuthGrant(
    long appId, long accountId, String redirectUri, String scopes, String codeChallenge) {}
