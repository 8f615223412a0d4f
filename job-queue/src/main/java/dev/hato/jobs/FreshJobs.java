package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.Taker;
import java.util.Map;
import java.util.Objects;

/** Takes jobs that this process enqueues, for the queues of one worker that have room. */
final class FreshJobs implements Taker {
  private final ClaimRequest.Holder holder;
  private final Map<String, QueueRunner> queues;

  FreshJobs(ClaimRequest.Holder holder, Map<String, QueueRunner> queues) {
    this.holder = holder;
    this.queues = Map.copyOf(queues);
  }

  @Override
  public ClaimRequest.Holder holder() {
    return holder;
  }

  @Override
  public boolean reserve(JobData job) {
    QueueRunner runner = queues.get(job.queue());
    return runner != null && runner.reserve(job);
  }

  @Override
  public void start(ClaimedJob job) {
    runner(job.job()).startReserved(job);
  }

  @Override
  public void cancel(JobData job) {
    runner(job).cancel(job);
  }

  private QueueRunner runner(JobData job) {
    return Objects.requireNonNull(queues.get(job.queue()), "a queue of which room was reserved");
  }
}
