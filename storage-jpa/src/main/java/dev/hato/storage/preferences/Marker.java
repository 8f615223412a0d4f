package dev.hato.storage.preferences;

import java.time.Instant;

/**
 * How far someone has read a timeline.
 *
 * @param timeline {@code home} or {@code notifications}
 * @param version rises with each change
 */
public record Marker(String timeline, long lastReadId, int version, Instant updatedAt) {}
