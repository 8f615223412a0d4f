package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;

/** A post is new here: written here, or sent to us from elsewhere. */
public record StatusPosted(long statusId) implements Event {}
