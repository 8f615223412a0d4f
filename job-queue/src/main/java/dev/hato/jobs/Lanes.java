package dev.hato.jobs;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Whose turn it is among the jobs of the yielding queues of a worker, and, beside them, among the
 * statements that claim such jobs and write their results: one of these at a time. A job mostly
 * waits for the disk at its commit, and a statement that had to wait for its end would make a queue
 * at its floor a fifth slower, without more room for anybody. Thread-safe.
 */
record Lanes(Turns jobs, Turns statements) {
  /**
   * Lanes that wait for {@code foreground}.
   *
   * @param mostJobs how many jobs may run at a time
   * @param patience how long anybody waits for a turn
   */
  static Lanes of(Foreground foreground, IntSupplier mostJobs, Duration patience) {
    return new Lanes(
        new Turns(foreground, mostJobs, patience), new Turns(foreground, () -> 1, patience));
  }

  void start() {
    jobs.start();
    statements.start();
  }

  void stop() {
    jobs.stop();
    statements.stop();
  }
}
