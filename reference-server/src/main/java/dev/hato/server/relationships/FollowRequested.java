package dev.hato.server.relationships;

import dev.hato.server.kernel.Event;

/** An account asks to follow a local one that decides itself. */
public record FollowRequested(long accountId, long targetId) implements Event {}
