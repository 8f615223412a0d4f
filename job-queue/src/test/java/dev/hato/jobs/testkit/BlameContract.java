package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.Reaped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Several jobs and two workers that die now and then, in random orders: after each step the deaths
 * that are put down to each job, and which are dead, are as a model says that knows the rule only.
 */
abstract class BlameContract extends StoreContract {
  private static final int ORDERS = 25;
  private static final int STEPS = 40;
  private static final List<String> WORKERS = List.of("A", "B");

  private static final class Suspected {
    int deaths;
    Instant due = Instant.MIN;
  }

  private record Holding(String payload, Lease lease) {}

  private final Map<String, Suspected> jobs = new TreeMap<>();

  /** What each worker holds, in the order in which it began. */
  private final Map<String, List<Holding>> held = new TreeMap<>();

  private final List<String> dead = new ArrayList<>();
  private int added;

  private void addSome(int count) {
    for (int i = 0; i < count; i++) {
      String payload = "job " + added++;
      insert(job(payload));
      jobs.put(payload, new Suspected());
    }
  }

  private void claimAs(String worker, int max, int mostDeaths) {
    ClaimRequest.Holder holder = new ClaimRequest.Holder(worker, LEASE);
    ClaimRequest request = new ClaimRequest(QUEUE, max, holder, KeyRoom.UNLIMITED, mostDeaths);
    List<ClaimedJob> claimed = store.claim(request);
    assertThat(claimed).filteredOn(each -> each.crashes() > 0).hasSizeLessThan(2);
    for (ClaimedJob each : claimed) {
      Suspected job = jobs.get(payload(each));
      assertThat(job).as(payload(each)).isNotNull();
      assertThat(each.crashes()).as(payload(each)).isEqualTo(job.deaths);
      assertThat(each.crashes()).isLessThanOrEqualTo(mostDeaths);
      assertThat(job.due).isBeforeOrEqualTo(clock.instant());
      held.get(worker).add(new Holding(payload(each), each.lease()));
    }
    held.get(worker).sort((a, b) -> Long.compare(a.lease().fence(), b.lease().fence()));
  }

  private void completeOne(String worker, Random random) {
    List<Holding> some = held.get(worker);
    if (!some.isEmpty()) {
      Holding one = some.remove(random.nextInt(some.size()));
      assertThat(store.complete(List.of(one.lease()))).isEmpty();
      jobs.remove(one.payload());
    }
  }

  private void die(String worker) {
    List<Holding> left = held.get(worker);
    assertThat(store.expire(worker)).isEqualTo(left.size());
    assertThat(store.reap(MAX_CRASHES, 100)).hasSize(left.size());
    String lastSuspect = "";
    for (Holding each : left) {
      lastSuspect = jobs.get(each.payload()).deaths > 0 ? each.payload() : lastSuspect;
    }
    for (Holding each : left) {
      Suspected job = jobs.get(each.payload());
      if (job.deaths == 0 || each.payload().equals(lastSuspect)) {
        job.deaths++;
      }
      if (job.deaths == MAX_CRASHES) {
        dead.add(each.payload());
        jobs.remove(each.payload());
      } else {
        job.due = clock.instant().plus(Reaped.pause(job.deaths));
      }
    }
    left.clear();
  }

  private void play(long seed) {
    Random random = new Random(seed);
    WORKERS.forEach(worker -> held.put(worker, new ArrayList<>()));
    addSome(4);
    for (int i = 0; i < STEPS; i++) {
      String worker = WORKERS.get(random.nextInt(2));
      switch (random.nextInt(6)) {
        case 0 -> addSome(1);
        case 1, 2 -> claimAs(worker, 1 + random.nextInt(3), random.nextInt(MAX_CRASHES));
        case 3 -> completeOne(worker, random);
        case 4 -> die(worker);
        default -> clock.advance(LEASE.dividedBy(3).plusSeconds(5));
      }
      renew();
      assertThat(store.dead().list(QUEUE, 100))
          .extracting(each -> each.job().payload())
          .containsExactlyInAnyOrderElementsOf(dead);
    }
    clear();
  }

  /** Nobody's lease runs out: who dies does so as the model says. */
  private void renew() {
    held.values()
        .forEach(
            some ->
                assertThat(store.heartbeat(some.stream().map(Holding::lease).toList(), LEASE))
                    .isEmpty());
  }

  private void clear() {
    clock.advance(Reaped.pause(MAX_CRASHES));
    while (!jobs.isEmpty()) {
      claimAs("A", 10, ClaimRequest.ANY_DEATHS);
      held.forEach(
          (worker, some) -> {
            assertThat(store.complete(some.stream().map(Holding::lease).toList())).isEmpty();
            some.forEach(one -> jobs.remove(one.payload()));
            some.clear();
          });
    }
    for (DeadJob each : store.dead().list(QUEUE, 100)) {
      assertThat(store.dead().discard(each.id())).isTrue();
    }
    dead.clear();
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void R23_inAnyOrderTheDeathsOfWorkersArePutDownToJobsAsTheRuleSays() {
    for (int seed = 0; seed < ORDERS; seed++) {
      try {
        play(seed);
      } catch (AssertionError e) {
        throw new AssertionError("with seed " + seed, e);
      }
    }
  }
}
