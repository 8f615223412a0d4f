package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;

/**
 * A post is new here.
 *
 * @param local written here; otherwise sent to us from elsewhere
 */
public record StatusPosted(long statusId, boolean local) implements Event {}
