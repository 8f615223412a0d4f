package dev.hato.activitypub.inbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.spi.JobStoreFullException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The last gate: the activity is accepted once its job is stored, and not before. */
final class EnqueueGate implements Gate {
  private final JobQueue queue;

  EnqueueGate(JobQueue queue) {
    this.queue = queue;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    ProcessActivity process =
        new ProcessActivity(
            new String(passage.body(), StandardCharsets.UTF_8),
            passage.signer().value(),
            passage.inbound().recipient().orElse(""));
    Job<ProcessActivity> job = Job.of(ProcessActivity.TYPE, process);
    String subject = Subject.of(passage.activity());
    try {
      queue.enqueue(
          subject.isEmpty()
              ? job
              : job.orderingKey(Subject.orderingKey(process.signer(), subject)));
    } catch (JobStoreFullException full) {
      return Gate.refuse(503, "The server has too much to do; try again later");
    }
    return Optional.of(new InboxVerdict.Accepted());
  }
}
