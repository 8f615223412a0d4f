package dev.hato.activitypub.telemetry;

/**
 * Hook for traces and metrics: called at the end of each operation, on the thread that did it. An
 * adapter to OpenTelemetry or Micrometer is a few lines, see {@link OperationKind} for the names.
 */
@FunctionalInterface
public interface OperationListener {
  /** Does nothing, and costs nothing. */
  OperationListener NONE = operation -> {};

  /** An operation has ended. Must not throw. */
  void ended(Operation operation);
}
