package dev.hato.server.relationships;

import dev.hato.server.kernel.Event;

/** An account follows another: it asked and nobody had to agree, or they did. */
public record Followed(long accountId, long targetId) implements Event {}
