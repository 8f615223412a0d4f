package dev.hato.activitypub.followers;

import dev.hato.activitypub.internal.Authorities;
import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RetryPolicy;
import java.time.Duration;

/**
 * Job: compares whom a remote actor lists as its followers of this server with whom this server
 * knows, and mends the difference. Not tried again: the next activity brings a new digest.
 *
 * @param actor the remote actor
 * @param collection what it calls its followers
 * @param partial where those of this server are listed
 * @param digest of what is listed there
 */
public record SynchronizeFollowers(String actor, String collection, String partial, String digest) {
  /** The job type, on the queue {@code deliver}, which asks few things of one host at a time. */
  public static final JobType<SynchronizeFollowers> TYPE =
      JobType.of("synchronize-followers", "deliver", SynchronizeFollowers.class)
          .withRetry(RetryPolicy.never())
          .withTimeout(Duration.ofMinutes(1));

  /** One for an actor at a time. */
  Job<SynchronizeFollowers> job() {
    return Job.of(TYPE, this)
        .uniquenessKey(Subject.orderingKey("synchronize", actor))
        .concurrencyKey(Authorities.of(Iri.parse(partial)).orElse(""));
  }
}
