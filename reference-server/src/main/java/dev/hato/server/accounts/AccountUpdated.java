package dev.hato.server.accounts;

import dev.hato.server.kernel.Event;

/** A local account's profile changed. */
public record AccountUpdated(long accountId) implements Event {}
