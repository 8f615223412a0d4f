package dev.hato.activitypub;

import dev.hato.activitypub.telemetry.OperationKind;
import java.util.Map;

/** A path and what answers there. */
record Route(PathTemplate path, OperationKind kind, boolean onlyPost, Handler handler) {
  Route(PathTemplate path, OperationKind kind, Handler handler) {
    this(path, kind, false, handler);
  }

  /** Whether it answers requests of a method at all; another route of its path may. */
  boolean takes(String method) {
    return !onlyPost || method.equals("POST");
  }

  /** Answers a request whose path has matched. */
  @FunctionalInterface
  interface Handler {
    ApResponse answer(ApRequest request, Map<String, String> values);
  }
}
