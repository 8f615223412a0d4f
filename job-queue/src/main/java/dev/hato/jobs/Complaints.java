package dev.hato.jobs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of loops that must go on, whatever happened: a handler that fills the memory takes it
 * from the threads of its worker, too, and then a line in the log is the least that fails.
 */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private Complaints() {}

  /** Logs an error if that is possible. */
  static void error(String line, Object about, Throwable cause) {
    try {
      LOG.error(line, about, cause);
    } catch (Throwable noMemory) {
      Thread.onSpinWait(); // the loop goes on without its line
    }
  }

  /** Runs a loop, and again after an error of the loop itself, such as short memory. */
  static void goOn(String line, Object about, Runnable loop) {
    boolean ended = false;
    while (!ended) {
      try {
        loop.run();
        ended = true;
      } catch (Throwable e) {
        error(line, about, e);
      }
    }
  }
}
