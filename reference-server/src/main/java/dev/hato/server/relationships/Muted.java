package dev.hato.server.relationships;

import dev.hato.server.kernel.Event;

/** A local account does not want to see another for now. */
public record Muted(long accountId, long targetId) implements Event {}
