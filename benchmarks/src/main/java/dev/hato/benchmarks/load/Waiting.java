package dev.hato.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again until something is so. */
final class Waiting {
  private Waiting() {}

  /** A look at something outside. */
  interface Check {
    boolean holds() throws IOException;
  }

  /** Gives up with an exception that names {@code what}. */
  static void until(String what, int seconds, double everySeconds, Check check) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!check.holds()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("after " + seconds + " s it is not so that " + what);
      }
      LockSupport.parkNanos((long) (everySeconds * 1e9));
    }
  }
}
