package dev.hato.server.workers;

import dev.hato.jobs.Foreground;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.spi.JobStore;
import dev.hato.server.plug.Registry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Runs the jobs of the registered features on all queues until it is closed. */
public final class Workers implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final int DELIVERIES_PER_HOST = 4;

  private final Worker worker;

  private Workers(Worker worker) {
    this.worker = worker;
  }

  /**
   * What a worker is told beside its jobs.
   *
   * @param pulse to what the heaviest queues yield
   * @param people between whose visits they begin
   */
  public record Setting(
      String name,
      Map<String, Integer> queues,
      List<JobListener> listeners,
      RandomGenerator random,
      DatabasePulse pulse,
      Foreground people) {}

  /** A worker that is not started yet. */
  public static Workers on(JobStore store, Registry registry, Setting setting) {
    WorkerBuilder builder = Worker.newBuilder(store).name(setting.name()).random(setting.random());
    JobListener listeners = new JobListeners(setting.listeners());
    builder.listener(listeners).foreground(setting.people());
    Queues.with(setting.queues())
        .forEach(
            (queue, concurrency) -> {
              builder.queue(
                  queue,
                  concurrency,
                  queue.equals(Queues.DELIVER)
                      ? Math.min(DELIVERIES_PER_HOST, concurrency)
                      : concurrency);
              if (Queues.YIELDING.contains(queue)) {
                builder.yielding(queue, 1, setting.pulse()::pressure);
                listeners.yielded(queue, concurrency);
              }
            });
    registry.jobsTo(builder);
    return new Workers(builder.build());
  }

  public Workers start() {
    worker.start();
    return this;
  }

  /**
   * Takes no more jobs and waits for those that run; what does not end in time runs again later.
   */
  @Override
  public void close() {
    worker.drain(DRAIN);
  }
}
