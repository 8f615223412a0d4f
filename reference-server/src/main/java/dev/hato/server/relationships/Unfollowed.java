package dev.hato.server.relationships;

import dev.hato.server.kernel.Event;

/** An account does not follow another any more, or takes its request back. */
public record Unfollowed(long accountId, long targetId) implements Event {}
