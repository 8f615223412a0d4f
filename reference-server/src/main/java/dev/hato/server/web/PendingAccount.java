package dev.hato.server.web;

import java.time.Instant;

/** Somebody who asked for an account and waits for the answer of the staff. */
public record PendingAccount(
    long id, String username, String email, String reason, Instant createdAt) {}
