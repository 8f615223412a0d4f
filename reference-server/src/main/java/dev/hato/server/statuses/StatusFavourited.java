package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;

/** Somebody favourited a post. */
public record StatusFavourited(long accountId, long statusId) implements Event {}
