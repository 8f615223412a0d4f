package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.QueueStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several claimants at once. */
abstract class RaceContract extends StoreContract {
  private static final int JOBS = 1_000;

  @Test
  void R20_twoWorkersRaceAThousandJobsAndEachIsDoneOnce() throws Exception {
    store.insert(IntStream.range(0, JOBS).mapToObj(i -> job("" + i)).toList());
    Map<String, Integer> done = new ConcurrentHashMap<>();

    race(2, racer -> drain(claimed -> done.merge(claimed.job().payload(), 1, Integer::sum)));

    assertThat(done).hasSize(JOBS);
    assertThat(done.values()).containsOnly(1);
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void R20_jobsOfOneOrderingKeyStayInOrderWhenTwoWorkersRace() throws Exception {
    List<JobData> jobs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      jobs.add(job("" + i, ordered("line " + i % 10)));
    }
    store.insert(jobs);
    Map<String, List<Integer>> done = new ConcurrentHashMap<>();

    race(
        2,
        racer ->
            drain(
                claimed ->
                    done.computeIfAbsent(claimed.job().keys().ordering(), k -> new ArrayList<>())
                        .add(Integer.valueOf(claimed.job().payload()))));

    assertThat(done).hasSize(10);
    assertThat(done.values()).allSatisfy(order -> assertThat(order).hasSize(20).isSorted());
  }

  @Test
  void R20_twoJobsOfOneLineAreNeverHeldTogetherWhenManyAddAndTakeThem() throws Exception {
    Map<String, AtomicInteger> held = new ConcurrentHashMap<>();
    AtomicInteger together = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Consumer<ClaimedJob> run =
        job -> {
          AtomicInteger count =
              held.computeIfAbsent(job.job().keys().ordering(), line -> new AtomicInteger());
          together.accumulateAndGet(count.incrementAndGet(), Math::max);
          Thread.yield();
          count.decrementAndGet();
          if (complete(job).isEmpty()) {
            done.incrementAndGet();
          }
        };
    TakerContract.Desk desk = new TakerContract.Desk();
    desk.room = Integer.MAX_VALUE;

    try (JobStore.Subscription attached = store.attach(desk)) {
      assertThat(attached).isNotNull();
      race(
          4,
          racer -> {
            for (int i = 0; i < 50; i++) {
              insert(job(racer + "/" + i, ordered("line " + i % 3)));
              desk.takeStarted().forEach(run);
              claim(3).forEach(run);
            }
            return null;
          });
    }
    desk.takeStarted().forEach(run);
    drain(left -> done.incrementAndGet());

    assertThat(together).hasValue(1);
    assertThat(done).hasValue(200);
  }

  @Test
  void manyWorkersAtOnceKeepToTheLimitsOfAll() throws Exception {
    store.rules().limit(QUEUE, 5, 2);
    List<JobData> jobs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      jobs.add(job("" + i, JobKeys.NONE.withConcurrency("key " + i % 4)));
    }
    store.insert(jobs);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    race(
        4,
        racer -> {
          while (!store.stats().isEmpty()) {
            List<ClaimedJob> claimed = claim(4);
            most.accumulateAndGet(running.addAndGet(claimed.size()), Math::max);
            for (ClaimedJob each : claimed) {
              running.decrementAndGet();
              assertThat(complete(each)).isEmpty();
            }
          }
          return null;
        });

    assertThat(most.get()).isBetween(1, 5);
  }

  @Test
  void R20_aUniquenessKeyIsTakenOnceWhenManyInsertIt() throws Exception {
    AtomicInteger added = new AtomicInteger();

    race(
        4,
        racer -> {
          for (int i = 0; i < 50; i++) {
            added.addAndGet(insert(job(racer + "/" + i, unique("key " + i))));
          }
          return null;
        });

    assertThat(added).hasValue(50);
    assertThat(counts()).isEqualTo(new QueueStats.Counts(50, 0, 0, 0));
  }

  @Test
  void R20_aDueRunIsEnqueuedByOneOfManyLeaders() throws Exception {
    Instant due = clock.instant();
    store.schedules().register("tidy", due);
    AtomicInteger fired = new AtomicInteger();

    race(
        4,
        racer -> {
          if (store.schedules().fire("tidy", due, due.plusSeconds(60), job("tidy"))) {
            fired.incrementAndGet();
          }
          return null;
        });

    assertThat(fired).hasValue(1);
    assertThat(claim(10)).hasSize(1);
  }

  private Void drain(Consumer<ClaimedJob> work) {
    while (!store.stats().isEmpty()) {
      for (ClaimedJob claimed : claim(7)) {
        work.accept(claimed);
        assertThat(complete(claimed)).isEmpty();
      }
    }
    return null;
  }

  private interface Racer {
    Void run(int number) throws Exception;
  }

  private static void race(int racers, Racer racer) throws Exception {
    CyclicBarrier start = new CyclicBarrier(racers);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        int number = i;
        tasks.add(
            () -> {
              start.await(30, TimeUnit.SECONDS);
              return racer.run(number);
            });
      }
      for (Future<Void> finished : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
        finished.get();
      }
    }
  }
}
