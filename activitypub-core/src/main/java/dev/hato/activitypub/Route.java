package dev.hato.activitypub;

import java.util.Map;

/** A path and what answers there. */
record Route(PathTemplate path, Handler handler) {
  /** Answers a request whose path has matched. */
  @FunctionalInterface
  interface Handler {
    ApResponse answer(ApRequest request, Map<String, String> values);
  }
}
