package dev.hato.activitypub.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Deliveries that a test waits for. */
final class Mailbox {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final BlockingQueue<Received> deliveries = new LinkedBlockingQueue<>();

  void add(Received delivery) {
    deliveries.add(delivery);
  }

  Received await() {
    return await(LONGEST)
        .orElseThrow(() -> new AssertionError("no delivery within " + LONGEST.toSeconds() + " s"));
  }

  Optional<Received> await(Duration limit) {
    try {
      return Optional.ofNullable(deliveries.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a delivery", e);
    }
  }
}
