package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.Reaped;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener of a worker and the log, and survives what the listener throws. */
final class SafeListener {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final JobListener listener;

  SafeListener(JobListener listener) {
    this.listener = listener;
  }

  void started(ClaimedJob job) {
    tell(to -> to.started(JobInfo.of(job)));
  }

  void settled(Settlement settlement) {
    JobInfo job = settlement.info();
    switch (settlement.verdict()) {
      case Verdict.Complete complete -> tell(to -> to.done(job, complete.took()));
      case Verdict.Drop drop -> {
        LOG.debug("{} discarded: {}", job, drop.why());
        tell(to -> to.discarded(job, drop.why()));
      }
      case Verdict.Again again -> {
        LOG.debug("{} is tried again in {}: {}", job, again.after(), again.why());
        tell(to -> to.retried(job, again.after(), again.why()));
      }
      case Verdict.Unknown unknown -> {
        LOG.warn("{} has a type without handler here; tried again in {}", job, unknown.after());
        tell(to -> to.unknownType(job));
      }
      case Verdict.Bury bury -> {
        LOG.warn("{} is given up and kept among the dead: {}", job, bury.why());
        tell(to -> to.buried(job, bury.why()));
      }
    }
  }

  void leaseLost(Settlement settlement) {
    LOG.warn("{} was taken over by another worker; this attempt is void", settlement.info());
    tell(to -> to.leaseLost(settlement.info()));
  }

  void reaped(Reaped reaped) {
    JobInfo job = new JobInfo(reaped.jobId(), reaped.type(), reaped.queue(), reaped.attempt());
    LOG.warn("{} lost its worker and {}", job, reaped.buried() ? "is quarantined" : "waits again");
    tell(
        to -> {
          if (reaped.buried()) {
            to.buried(job, "quarantined: its workers died");
          } else {
            to.recovered(job);
          }
        });
  }

  void yielded(String queue, int concurrency) {
    LOG.debug("queue {} may run {} jobs now", queue, concurrency);
    tell(to -> to.yielded(queue, concurrency));
  }

  private void tell(Consumer<JobListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException e) {
      LOG.error("job listener {} failed", listener.getClass().getName(), e);
    }
  }
}
