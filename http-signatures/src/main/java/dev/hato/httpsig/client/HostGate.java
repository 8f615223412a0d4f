package dev.hato.httpsig.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many requests at a time go to one host; the others wait their turn within their own time.
 * Holds only hosts that are being asked just now. Safe for threads.
 */
final class HostGate {
  private final int limit;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  HostGate(int limit) {
    this.limit = limit;
  }

  /** A request's turn; closed when its answer is read. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  Turn enter(String authority, Duration patience) throws RefusedException {
    Lane lane =
        lanes.compute(authority, (name, known) -> (known == null ? new Lane(limit) : known).join());
    boolean entered = false;
    try {
      entered = lane.places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(FailureReason.IO, "Interrupted while waiting for " + authority);
    } finally {
      if (!entered) {
        leave(authority);
      }
    }
    if (!entered) {
      throw new RefusedException(
          FailureReason.TIMEOUT, limit + " requests to " + authority + " are under way");
    }
    return () -> {
      lane.places.release();
      leave(authority);
    };
  }

  int hosts() {
    return lanes.size();
  }

  private void leave(String authority) {
    lanes.computeIfPresent(authority, (name, lane) -> lane.isLeftEmpty() ? null : lane);
  }

  /** Its count is changed only under the map's lock for its host. */
  private static final class Lane {
    private final Semaphore places;
    private int members;

    Lane(int limit) {
      places = new Semaphore(limit, true);
    }

    Lane join() {
      members++;
      return this;
    }

    boolean isLeftEmpty() {
      return --members == 0;
    }
  }
}
