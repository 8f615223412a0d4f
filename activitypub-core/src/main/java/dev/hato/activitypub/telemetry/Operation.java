package dev.hato.activitypub.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a federation did.
 *
 * @param kind what it was
 * @param took from its begin to its end
 * @param failure one sentence when it failed
 * @param attributes by Fedify's names, the same ones for all operations of a kind, and few values:
 *     types of activities, routes, HTTP status, results; never ids or texts. {@code
 *     activitypub.remote.host} alone may have many
 */
public record Operation(
    OperationKind kind, Duration took, Optional<String> failure, Map<String, String> attributes) {
  /** Copies the attributes. */
  public Operation {
    attributes = Map.copyOf(attributes);
  }
}
