package dev.hato.activitypub.internal;

import dev.hato.activitypub.telemetry.Operation;
import dev.hato.activitypub.telemetry.OperationKind;
import dev.hato.activitypub.telemetry.OperationListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Measures operations for a listener; does nothing when there is none. Immutable. */
public final class Stopwatch {
  /** Measures nothing. */
  public static final Stopwatch NONE = new Stopwatch(OperationListener.NONE);

  private final OperationListener listener;

  /** A stopwatch that tells a listener. */
  public Stopwatch(OperationListener listener) {
    this.listener = listener;
  }

  /** What {@link #end} wants to have. */
  public long begin() {
    return isOff() ? 0 : System.nanoTime();
  }

  /** Tells of an operation. */
  public void end(
      OperationKind kind,
      long begun,
      Optional<String> failure,
      Supplier<Map<String, String>> attributes) {
    if (!isOff()) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      listener.ended(new Operation(kind, took, failure, attributes.get()));
    }
  }

  private boolean isOff() {
    return listener == OperationListener.NONE;
  }
}
