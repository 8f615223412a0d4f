package dev.hato.activitypub.followers;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.spi.LocalFollows;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SignableMessage;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.spi.JobStoreFullException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hears which people of this server follow a remote actor, by the word of its own server
 * (FEP-8fcf). A digest that agrees with what is known here costs one look-up; one that does not, a
 * {@link SynchronizeFollowers} job. Thread-safe.
 *
 * <p>The job acts only on the whole truth: the list is of the actor's origin, was read to its end,
 * names people of this server alone, and has the digest that came with the signed activity.
 * Anything else changes nothing, because whoever is missing on the list loses a follow.
 */
public final class ReceivedSynchronization implements JobHandler<SynchronizeFollowers> {
  private static final int MOST = SentSynchronization.MOST_OF_ONE_SERVER;
  private static final Duration TIME = Duration.ofSeconds(40);

  private final LocalFollows follows;
  private final RemoteObjects remote;
  private final JobQueue queue;
  private final InstantSource clock;

  /** The incoming half. */
  public ReceivedSynchronization(
      LocalFollows follows, RemoteObjects remote, JobQueue queue, InstantSource clock) {
    this.follows = follows;
    this.remote = remote;
    this.queue = queue;
    this.clock = clock;
  }

  /** Adds the handler of the job. */
  public void register(WorkerBuilder worker) {
    worker.handler(SynchronizeFollowers.TYPE, this);
  }

  /**
   * Looks at an accepted delivery for a digest.
   *
   * @param signer the verified sender, who is the actor of the activity
   */
  public void heard(SignableMessage message, Iri signer) {
    List<String> values = message.header(SynchronizationHeader.NAME);
    if (values.size() != 1) {
      return;
    }
    SynchronizationHeader.parse(values.getFirst())
        .filter(header -> header.collection().sameOrigin(signer))
        .filter(header -> header.partial().sameOrigin(signer))
        .filter(header -> differs(signer, header.digest()))
        .ifPresent(header -> enqueue(signer, header));
  }

  private boolean differs(Iri actor, String digest) {
    return follows
        .followersOf(actor, MOST)
        .filter(known -> !FollowerDigest.of(known).equals(digest))
        .isPresent();
  }

  private void enqueue(Iri signer, SynchronizationHeader header) {
    try {
      queue.enqueue(
          new SynchronizeFollowers(
                  signer.value(),
                  header.collection().value(),
                  header.partial().value(),
                  header.digest())
              .job());
    } catch (JobStoreFullException full) {
      // The activity is accepted; the next one brings a digest again.
      return;
    }
  }

  @Override
  public JobOutcome handle(SynchronizeFollowers asked, JobContext context) {
    Iri actor = Iri.parse(asked.actor());
    Optional<List<Iri>> known = follows.followersOf(actor, MOST);
    if (known.isEmpty() || FollowerDigest.of(known.get()).equals(asked.digest())) {
      return JobOutcome.done();
    }
    FetchBudget budget = FetchBudget.of(14, 4L << 20, TIME, clock);
    return switch (listed(asked, actor, budget)) {
      case FetchResult.Fetched<List<Iri>>(List<Iri> listed) -> reconcile(asked, actor, listed);
      case FetchResult.Gone<List<Iri>> gone -> JobOutcome.discard("the list is gone");
      case FetchResult.NotFound<List<Iri>> notFound -> JobOutcome.discard("there is no list");
      case FetchResult.Refused<List<Iri>>(String why) -> JobOutcome.discard(why);
      case FetchResult.Unreachable<List<Iri>>(String why) -> JobOutcome.discard(why);
    };
  }

  private FetchResult<List<Iri>> listed(SynchronizeFollowers asked, Iri actor, FetchBudget budget) {
    return remote
        .actor(actor, budget)
        .then(
            document ->
                isOwner(document, asked.collection())
                    ? remote.allIds(Iri.parse(asked.partial()), MOST, budget)
                    : new FetchResult.Refused<>(
                        asked.collection() + " is not what the actor calls its followers"));
  }

  private static boolean isOwner(Actor actor, String collection) {
    return actor.followers().filter(id -> id.value().equals(collection)).isPresent();
  }

  private JobOutcome reconcile(SynchronizeFollowers asked, Iri actor, List<Iri> listed) {
    if (!listed.stream().allMatch(remote.origins()::isOwn)) {
      return JobOutcome.discard("the list names people of other servers");
    }
    if (!FollowerDigest.of(listed).equals(asked.digest())) {
      return JobOutcome.discard("the list is not the one whose digest was sent");
    }
    Set<Iri> there = new HashSet<>(listed);
    Set<Iri> here = new HashSet<>(follows.followersOf(actor, MOST).orElse(listed));
    here.stream().filter(id -> !there.contains(id)).forEach(id -> follows.unknownThere(actor, id));
    there.stream().filter(id -> !here.contains(id)).forEach(id -> follows.unknownHere(actor, id));
    return JobOutcome.done();
  }
}
