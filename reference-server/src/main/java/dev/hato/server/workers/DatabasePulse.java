package dev.hato.server.workers;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feels how quickly the database answers: five times a second it asks for one row, through the same
 * pool as everybody. Heavy queues yield to what it finds. Safe for threads.
 */
public final class DatabasePulse implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatabasePulse.class);
  private static final Duration EVERY = Duration.ofMillis(200);

  /** An idle database needs a tenth of it; a page that asks for ten rows is still quick. */
  private static final Duration TARGET = Duration.ofMillis(5);

  private final Runnable query;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::loop, "database-pulse");
  private volatile long beganAt;
  private volatile long lastNanos;

  /**
   * @param query reads one row
   */
  public DatabasePulse(Runnable query) {
    this.query = query;
    thread.setDaemon(true);
  }

  public DatabasePulse start() {
    thread.start();
    return this;
  }

  /** How long the last query took, or how long the one that runs has been waiting already. */
  public Duration latency() {
    long began = beganAt;
    long waiting = began == 0 ? 0 : System.nanoTime() - began;
    return Duration.ofNanos(Math.max(lastNanos, waiting));
  }

  /** The latency in parts of what it may be. */
  double pressure() {
    return (double) latency().toNanos() / TARGET.toNanos();
  }

  private void loop() {
    do {
      beganAt = System.nanoTime();
      try {
        query.run();
      } catch (RuntimeException e) {
        log.debug("the database did not answer", e); // others say so louder
      }
      lastNanos = System.nanoTime() - beganAt;
      beganAt = 0;
    } while (!stops());
  }

  private boolean stops() {
    try {
      return stop.await(EVERY.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
