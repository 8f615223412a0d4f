package dev.hato.activitypub.testkit;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Deliveries that a test waits for. */
final class Mailbox {
  private static final long SECONDS = 10;

  private final BlockingQueue<Received> deliveries = new LinkedBlockingQueue<>();

  void add(Received delivery) {
    deliveries.add(delivery);
  }

  Received await() {
    try {
      @Nullable Received next = deliveries.poll(SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no delivery within " + SECONDS + " seconds");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a delivery", e);
    }
  }
}
