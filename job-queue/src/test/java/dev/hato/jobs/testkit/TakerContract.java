package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Taker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that a worker of the process takes while they are added. */
abstract class TakerContract extends StoreContract {
  private final Desk desk = new Desk();

  /** A worker that has room for so many jobs and writes down what it is given. */
  static final class Desk implements Taker {
    int room = 10;
    final List<ClaimedJob> started = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();

    @Override
    public ClaimRequest.Holder holder() {
      return new ClaimRequest.Holder("desk", LEASE);
    }

    @Override
    public synchronized boolean reserve(JobData job) {
      return room > 0 && room-- > 0;
    }

    @Override
    public synchronized void start(ClaimedJob job) {
      started.add(job);
    }

    /** What was started since the last call. */
    synchronized List<ClaimedJob> takeStarted() {
      List<ClaimedJob> taken = List.copyOf(started);
      started.clear();
      return taken;
    }

    @Override
    public synchronized void cancel(JobData job) {
      room++;
      cancelled.add(job.payload());
    }
  }

  private void with(Desk taker, Runnable work) {
    try (JobStore.Subscription attached = store.attach(taker)) {
      assertThat(attached).isNotNull();
      work.run();
    }
  }

  @Test
  void aJobForWhichAWorkerHasRoomIsHeldByItFromTheBeginning() {
    JobData job = job("a", JobKeys.NONE.withConcurrency("host").withOrdering("line"));
    with(desk, () -> assertThat(insert(job)).isEqualTo(1));

    assertThat(desk.started).hasSize(1);
    ClaimedJob held = desk.started.getFirst();
    assertThat(held.job().payload()).isEqualTo("a");
    assertThat(held.job().keys()).isEqualTo(job.keys());
    assertThat(held.attempt()).isEqualTo(1);
    assertThat(held.enqueuedAt()).isEqualTo(clock.instant());
    assertThat(claim(10)).isEmpty();
    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 1, 0, 0));
    assertThat(complete(held)).isEmpty();
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void whatAWorkerHasNoRoomForWaitsAndIsAnnounced() {
    desk.room = 2;
    List<String> heard = new ArrayList<>();
    try (JobStore.Subscription subscription = store.subscribe(heard::add)) {
      assertThat(subscription).isNotNull();
      with(desk, () -> assertThat(insert(job("a"), job("b"), job("c"), job("d"))).isEqualTo(4));
    }

    assertThat(payloads(desk.started)).containsExactly("a", "b");
    assertThat(heard).containsExactly(QUEUE);
    assertThat(claimPayloads(10)).containsExactly("c", "d");
  }

  @Test
  void aWorkerThatLeftTakesNothing() {
    with(desk, () -> insert(job("a")));
    insert(job("b"));

    assertThat(payloads(desk.started)).containsExactly("a");
    assertThat(claimPayloads(10)).containsExactly("b");
  }

  @Test
  void whatRunsLaterOrGathersUnderAUniquenessKeyWaits() {
    JobData later =
        new JobData("test", QUEUE, "later", clock.instant().plusSeconds(1), JobKeys.NONE);
    with(desk, () -> insert(later, job("once", unique("k"))));

    assertThat(desk.started).isEmpty();
    assertThat(desk.room).isEqualTo(10);
    assertThat(counts()).isEqualTo(new QueueStats.Counts(1, 0, 1, 0));
  }

  @Test
  void ofOneLineOnlyTheFirstIsTaken() {
    with(
        desk, () -> insert(job("a", ordered("k")), job("b", ordered("k")), job("x", ordered("l"))));

    assertThat(payloads(desk.started)).containsExactlyInAnyOrder("a", "x");
    assertThat(claim(10)).isEmpty();
    complete(desk.started.toArray(ClaimedJob[]::new));
    assertThat(claimPayloads(10)).containsExactly("b");
  }

  @Test
  void aJobIsNotTakenPastAnOlderOneOfItsLine() {
    insert(job("held", ordered("k")), job("waits", ordered("l")));
    ClaimedJob held = claimOne();
    with(desk, () -> insert(job("b", ordered("k")), job("c", ordered("l")), job("d")));

    assertThat(payloads(desk.started)).containsExactly("d");
    assertThat(desk.cancelled).containsExactlyInAnyOrder("b", "c");
    assertThat(desk.room).isEqualTo(9);
    assertThat(claimPayloads(10)).containsExactly("waits");
    complete(held);
    assertThat(claimPayloads(10)).containsExactly("b");
  }

  @Test
  void R3_aTakenJobWhoseWorkerDiedIsClaimedByAnother() {
    with(desk, () -> insert(job("a", ordered("k"))));
    expireLeases();

    ClaimedJob again = claimOne();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.crashes()).isEqualTo(1);
    assertThat(complete(desk.started.getFirst())).hasSize(1);
    assertThat(complete(again)).isEmpty();
  }

  @Test
  void R5_aTakenJobCanBeSettledAndHeartbeatLikeAnyOther() {
    with(desk, () -> insert(job("a"), job("b"), job("c")));
    ClaimedJob first = desk.started.getFirst();
    clock.advance(LEASE.dividedBy(2));
    assertThat(store.heartbeat(List.of(first.lease()), LEASE)).isEmpty();
    assertThat(store.release(List.of(desk.started.get(1).lease()))).isEmpty();
    assertThat(bury(desk.started.get(2), "no use")).isEmpty();
    clock.advance(LEASE.minusMillis(1));

    assertThat(store.reap(MAX_CRASHES, 10)).isEmpty();
    assertThat(claim(10)).singleElement().satisfies(b -> assertThat(b.attempt()).isEqualTo(1));
    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 2, 0, 1));
  }
}
