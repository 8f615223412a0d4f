package dev.hato.activitypub.outbox;

import static dev.hato.activitypub.telemetry.OperationKind.FAN_OUT;

import dev.hato.activitypub.internal.Authorities;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.InboxPage;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Handles {@link FanOutActivity}: one page of followers, one batch of deliveries. The batch and the
 * job of the next page are enqueued in one step, so that a crash repeats at most one page.
 */
final class FanOut implements JobHandler<FanOutActivity> {
  private static final int PAGE = 1_000;

  private final Followers followers;
  private final HostHealth health;
  private final JobQueue queue;
  private final Stopwatch stopwatch;

  FanOut(Followers followers, HostHealth health, JobQueue queue, Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
    this.followers = followers;
    this.health = health;
    this.queue = queue;
  }

  @Override
  public JobOutcome handle(FanOutActivity fanOut, JobContext context) {
    long begun = stopwatch.begin();
    Set<Iri> explicit = new LinkedHashSet<>();
    fanOut.inboxes().forEach(inbox -> explicit.add(Iri.parse(inbox)));
    Set<Iri> targets = new LinkedHashSet<>();
    boolean first = fanOut.after().equals(Followers.START);
    if (first) {
      targets.addAll(explicit);
    }
    Optional<String> next = Optional.empty();
    if (!fanOut.followersOf().isEmpty()) {
      InboxPage page = followers.inboxes(Iri.parse(fanOut.followersOf()), fanOut.after(), PAGE);
      page.targets().stream().filter(t -> first || !explicit.contains(t)).forEach(targets::add);
      next = page.next();
    }
    List<Job<?>> jobs = new ArrayList<>(targets.size() + 1);
    hostByHost(targets).forEach(target -> delivery(fanOut, target).ifPresent(jobs::add));
    next.ifPresent(cursor -> jobs.add(fanOut.next(cursor).job()));
    if (!jobs.isEmpty()) {
      queue.enqueueAll(jobs);
    }
    stopwatch.end(
        FAN_OUT,
        begun,
        Optional.empty(),
        () -> Map.of("activitypub.fanout.recipients", "" + targets.size()));
    return JobOutcome.done();
  }

  /**
   * One of each host, then a second of each, and so on: so that a worker, which sends only a few at
   * once to one host, always finds others at the head of its queue.
   */
  private static List<Iri> hostByHost(Set<Iri> targets) {
    Map<String, Integer> seen = new HashMap<>();
    TreeMap<Integer, List<Iri>> rounds = new TreeMap<>();
    for (Iri target : targets) {
      int round = seen.merge(Authorities.of(target).orElse(""), 1, Integer::sum);
      rounds.computeIfAbsent(round, unused -> new ArrayList<>()).add(target);
    }
    return rounds.values().stream().flatMap(List::stream).toList();
  }

  private Optional<Job<DeliverActivity>> delivery(FanOutActivity fanOut, Iri target) {
    return Authorities.of(target)
        .filter(authority -> !health.isDead(authority))
        .map(authority -> fanOut.delivery(target, authority));
  }
}
