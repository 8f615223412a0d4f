/** OAuth 2.0: applications, consent, tokens, and who sends a request (RFC 6749, RFC 7636). */
@NullMarked
package dev.hato.server.oauth;

import org.jspecify.annotations.NullMarked;
