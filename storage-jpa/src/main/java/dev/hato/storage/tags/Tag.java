package dev.hato.storage.tags;

import java.time.Instant;

/**
 * A hashtag that some status has carried.
 *
 * @param name the form that tags are compared by, see {@link TagName}
 * @param displayName as its first user wrote it
 */
public record Tag(long id, String name, String displayName, Instant createdAt) {}
