package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;
import dev.hato.storage.statuses.Visibility;

/**
 * Somebody took a boost back; the boost can no longer be read.
 *
 * @param uri the id of its Announce
 * @param visibility the boost's
 */
public record StatusUnboosted(
    long boostId, long accountId, long statusId, String uri, Visibility visibility)
    implements Event {}
