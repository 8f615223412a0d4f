package dev.hato.server.http;

import java.time.Duration;

/** Hook for what the front door sees; called once per answered request. Must not block. */
@FunctionalInterface
public interface Recorder {
  Recorder NONE = (method, template, status, took) -> {};

  /**
   * The template is that of the route, or {@code unmatched}, so that the number of names is
   * bounded.
   */
  void answered(String method, String template, int status, Duration took);
}
