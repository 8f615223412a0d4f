package dev.hato.storage.oauth;

import java.time.Instant;

/** A browser in which someone is logged in; the cookie itself is not kept. */
public record Session(
    long id, Login login, String userAgent, Instant createdAt, Instant lastSeenAt) {}
