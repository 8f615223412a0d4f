package dev.hato.server.relationships;

import dev.hato.server.kernel.Event;

/** An account blocked another; neither follows the other any more. */
public record Blocked(long accountId, long targetId) implements Event {}
