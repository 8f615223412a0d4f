package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;

/** A post has another text, other media or another warning than before. */
public record StatusEdited(long statusId) implements Event {}
