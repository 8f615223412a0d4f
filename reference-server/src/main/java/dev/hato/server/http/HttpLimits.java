package dev.hato.server.http;

import java.time.Duration;

/**
 * The limits of the front door: times, sizes, counts. Immutable; {@code with} methods give changed
 * copies.
 */
record HttpLimits(Times times, Sizes sizes, Load load) {
  /**
   * How long a client may take for headers, for a body below the least rate, and between two reads.
   */
  public record Times(Duration headers, Duration body, Duration idle) {}

  /** Bytes of headers, of JSON, form and raw bodies, and of uploads. */
  public record Sizes(int headers, int body, long upload) {}

  /** Requests in handlers, requests waiting for one, how long they wait, and open connections. */
  public record Load(int running, int waiting, Duration patience, int connections) {}

  /** What production uses: security.md §3. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          new Times(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30)),
          new Sizes(16 * 1024, 1024 * 1024, 40L * 1024 * 1024),
          new Load(64, 256, Duration.ofSeconds(30), 20_000));

  public HttpLimits withTimes(Times other) {
    return new HttpLimits(other, sizes, load);
  }

  public HttpLimits withSizes(Sizes other) {
    return new HttpLimits(times, other, load);
  }

  public HttpLimits withLoad(Load other) {
    return new HttpLimits(times, sizes, other);
  }
}
