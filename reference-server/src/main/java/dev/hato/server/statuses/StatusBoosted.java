package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;

/**
 * Somebody boosted a post.
 *
 * @param boostId the boost, a status of its own
 * @param accountId who boosted
 * @param statusId the boosted post
 */
public record StatusBoosted(long boostId, long accountId, long statusId) implements Event {}
