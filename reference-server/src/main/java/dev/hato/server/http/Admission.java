package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sheds load instead of dying (R21): so many requests in handlers, so many waiting for a while, the
 * rest gets 503 at once. Waiting costs a parked virtual thread.
 */
final class Admission {
  private final Semaphore running;
  private final Semaphore waiting;
  private final HttpLimits.Load load;

  Admission(HttpLimits.Load load) {
    this.load = load;
    this.running = new Semaphore(load.running(), true);
    this.waiting = new Semaphore(load.waiting());
  }

  /** A place among the running requests; closing it gives the place back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  Place enter() throws InterruptedException {
    if (!running.tryAcquire() && !queue()) {
      throw Problem.unavailable("The server is busy, please try again later", load.patience());
    }
    return running::release;
  }

  private boolean queue() throws InterruptedException {
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      return running.tryAcquire(load.patience().toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      waiting.release();
    }
  }
}
