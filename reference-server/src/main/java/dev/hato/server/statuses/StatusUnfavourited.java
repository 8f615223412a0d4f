package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;

/**
 * Somebody took a favourite back.
 *
 * @param uri the id of its Like
 */
public record StatusUnfavourited(long accountId, long statusId, String uri) implements Event {}
