package dev.hato.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobQueue;
import dev.hato.server.kernel.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventsTest {
  public record Posted(long id) implements Event {}

  public record Deleted(long id) implements Event {}

  private final Events events = new Events();
  private final List<String> enqueued = new ArrayList<>();
  private final JobQueue jobs = batch -> batch.forEach(job -> enqueued.add(describe(job)));

  private static String describe(Job<?> job) {
    return job.type().name() + " " + job.type().queue() + " " + job.payload();
  }

  @Test
  void eachSubscriptionOfTheEventGetsOneJob() {
    events.add(Subscription.of("feeds", Posted.class, "fanout", event -> {}));
    events.add(Subscription.of("notify", Posted.class, "default", event -> {}));
    events.add(Subscription.of("gone", Deleted.class, "default", event -> {}));
    events.publish(jobs, new Posted(7));
    assertThat(enqueued)
        .containsExactly("event.feeds fanout Posted[id=7]", "event.notify default Posted[id=7]");
  }

  @Test
  void anEventThatNobodyHearsIsNoJob() {
    events.publish(jobs, new Posted(7));
    assertThat(enqueued).isEmpty();
  }

  @Test
  void anEventThatDoesNotConcernASubscriptionIsNoJobOfIt() {
    events.add(
        Subscription.of("feeds", Posted.class, "fanout", event -> {})
            .when(event -> event.id() > 7));
    events.publish(jobs, new Posted(7));
    events.publish(jobs, new Posted(8));
    assertThat(enqueued).containsExactly("event.feeds fanout Posted[id=8]");
  }

  @Test
  void theHandlerGetsTheEventBackFromItsPayload() throws Exception {
    List<Posted> seen = new ArrayList<>();
    Subscription<Posted> subscription = Subscription.of("feeds", Posted.class, "fanout", seen::add);
    Posted read =
        subscription.type().codec().decode(subscription.type().codec().encode(new Posted(8)));
    subscription
        .jobHandler()
        .handle(read, new JobContext(1, 1, Instant.EPOCH, Instant.EPOCH.plusSeconds(9)));
    assertThat(seen).containsExactly(new Posted(8));
  }
}
