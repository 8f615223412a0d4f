package dev.hato.jobs;

import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.Reaped;
import java.util.List;
import java.util.function.Consumer;

/** Takes jobs away from workers that died. */
final class Reaper {
  private static final int AT_ONCE = 1_000;

  private final JobStore store;
  private final SafeListener listener;
  private final int maxCrashes;
  private final Consumer<String> wake;

  /**
   * @param wake called with the queue of a job that waits again
   */
  Reaper(JobStore store, SafeListener listener, int maxCrashes, Consumer<String> wake) {
    this.store = store;
    this.listener = listener;
    this.maxCrashes = maxCrashes;
    this.wake = wake;
  }

  void reap() {
    List<Reaped> reaped;
    do {
      reaped = store.reap(maxCrashes, AT_ONCE);
      reaped.forEach(this::tell);
    } while (reaped.size() == AT_ONCE);
  }

  private void tell(Reaped job) {
    listener.reaped(job);
    if (!job.buried()) {
      wake.accept(job.queue());
    }
  }
}
