package dev.hato.storage.timelines;

import java.util.OptionalLong;

/**
 * One line of a home feed.
 *
 * @param reblogOfId the original where it is a boost: a feed shows an original once within its
 *     newest 80 lines, which is for the feed to see to
 */
public record FeedEntry(long id, OptionalLong reblogOfId) {}
