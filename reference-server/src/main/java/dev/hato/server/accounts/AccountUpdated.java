package dev.hato.server.accounts;

import dev.hato.server.kernel.Event;

/** A local account's profile changed. */
record AccountUpdated(long accountId) implements Event {}
