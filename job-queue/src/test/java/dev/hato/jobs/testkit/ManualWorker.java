package dev.hato.jobs.testkit;

import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import java.time.Duration;

/**
 * A worker without threads: jobs run in the test's own thread when it says so, and days pass by
 * turning the clock that the store measures by.
 */
public final class ManualWorker {
  private final SettableClock clock;
  private final Worker worker;

  public ManualWorker(SettableClock clock, WorkerBuilder builder) {
    this.clock = clock;
    this.worker = builder.build();
  }

  /** Runs everything that may run now and says how many attempts that were. */
  public int run() {
    return worker.runPending();
  }

  /**
   * Lets {@code time} pass in steps, runs what becomes due, and says how many attempts that were.
   */
  public int pass(Duration time, Duration step) {
    int attempts = 0;
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      clock.advance(step);
      attempts += run();
    }
    return attempts;
  }
}
