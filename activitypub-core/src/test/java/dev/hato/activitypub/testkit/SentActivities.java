package dev.hato.activitypub.testkit;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.FanOutActivity;
import dev.hato.activitypub.outbox.OutboxTransaction;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobQueue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A transaction that keeps what is sent in it, for tests of code that sends: nothing leaves, and
 * what is looked at are the very bytes that would.
 *
 * <pre>{@code
 * SentActivities sent = new SentActivities();
 * publish(sent, "hello");                                     // calls outbox.send(tx, …)
 * assertThat(sent.only().activity()).isInstanceOf(Create.class);
 * assertThat(sent.only().audience()).isEqualTo(Audience.followersOf(alice));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SentActivities implements OutboxTransaction {
  private final InMemoryPayloads payloads = new InMemoryPayloads();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<Job<?>> others = new CopyOnWriteArrayList<>();

  /**
   * What was sent.
   *
   * @param sender in whose name
   * @param activity as it would be read on the other side
   * @param audience to whom
   */
  public record Sent(Iri sender, Activity activity, Audience audience) {}

  @Override
  public JobQueue jobs() {
    return jobs -> jobs.forEach(this::keep);
  }

  @Override
  public ActivityPayloads payloads() {
    return payloads;
  }

  private void keep(Job<?> job) {
    if (!(job.payload() instanceof FanOutActivity fanOut)) {
      others.add(job);
      return;
    }
    byte[] bytes = payloads.find(fanOut.payload()).orElseThrow();
    if (ApReader.standard().read(bytes) instanceof ReadResult.Read read
        && read.object() instanceof Activity activity) {
      sent.add(new Sent(Iri.parse(fanOut.sender()), activity, audience(fanOut)));
    } else {
      throw new AssertionError("what was sent cannot be read as an activity");
    }
  }

  private static Audience audience(FanOutActivity fanOut) {
    LinkedHashSet<Iri> inboxes = new LinkedHashSet<>();
    fanOut.inboxes().forEach(inbox -> inboxes.add(Iri.parse(inbox)));
    return new Audience(
        Optional.of(fanOut.followersOf()).filter(id -> !id.isEmpty()).map(Iri::parse), inboxes);
  }

  /** All that was sent, in order. */
  public List<Sent> all() {
    return List.copyOf(sent);
  }

  /** What was sent, when it was exactly one activity; fails the test otherwise. */
  public Sent only() {
    if (sent.size() != 1) {
      throw new AssertionError(
          "one activity should have been sent, but these were: "
              + sent.stream().map(Sent::activity).toList());
    }
    return sent.get(0);
  }

  /** Activities of a class, in order. */
  public <T extends Activity> List<T> all(Class<T> type) {
    return sent.stream().map(Sent::activity).filter(type::isInstance).map(type::cast).toList();
  }

  /** Jobs of the application's own that were enqueued in the transaction. */
  public List<Job<?>> otherJobs() {
    return List.copyOf(others);
  }
}
