package dev.hato.activitypub.spi;

import java.time.Instant;

/**
 * What is remembered about a host that does not take deliveries.
 *
 * @param authority host, and port where it is not the default
 * @param failures failed deliveries since the last success
 * @param failingSince the first of them
 * @param retryAt nothing is sent to the host before
 */
public record OriginHealth(String authority, int failures, Instant failingSince, Instant retryAt) {}
