package dev.hato.activitypub.inbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.jobs.Job;
import dev.hato.jobs.spi.JobStoreFullException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The last gate: answers repeats; an activity is accepted once its job is stored, and not before.
 */
final class EnqueueGate implements Gate {
  private final SeenActivities seen;
  private final InstantSource clock;

  EnqueueGate(SeenActivities seen, InstantSource clock) {
    this.seen = seen;
    this.clock = clock;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    ProcessActivity process =
        new ProcessActivity(
            new String(passage.body(), StandardCharsets.UTF_8),
            passage.signer().value(),
            passage.inbound().recipient().orElse(""),
            passage.forwarder().map(Iri::value).orElse(""));
    Job<ProcessActivity> job = Job.of(ProcessActivity.TYPE, process);
    String subject = Subject.of(passage.activity());
    Job<ProcessActivity> ordered =
        subject.isEmpty() ? job : job.orderingKey(Subject.orderingKey(process.signer(), subject));
    try {
      if (!seen.accept(passage.key(), clock.instant(), ordered)) {
        return Gate.ignore("accepted before");
      }
    } catch (JobStoreFullException full) {
      return Gate.refuse(503, "The server has too much to do; try again later");
    }
    return Optional.of(new InboxVerdict.Accepted());
  }
}
