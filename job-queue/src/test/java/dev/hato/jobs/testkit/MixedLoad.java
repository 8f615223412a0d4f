package dev.hato.jobs.testkit;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RecurringJob;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Schedule;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.QueueStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Jobs with every feature of a queue at random, from a seed, and workers for them: what a store is
 * soaked in. Used by one thread; its workers have theirs.
 */
public final class MixedLoad {
  record Task(String kind, int number) {}

  private static final RetryPolicy QUICK =
      RetryPolicy.exponential(Duration.ofMillis(100), Duration.ofSeconds(2), 4);
  private static final JobType<Task> MAIL = type("mail");
  private static final JobType<Task> DELIVER = type("deliver");
  private static final JobType<Task> PURGE = type("purge");
  private static final JobType<Task> TICK = type("tick");
  private static final int GROUP_SIZE = 10;

  private final JobStore store;
  private final Random random;
  private final List<String> groups = new ArrayList<>();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong ends = new AtomicLong();
  private long groupsEnded;
  private long orphans;
  private long enqueued;

  public MixedLoad(JobStore store, long seed) {
    this.store = store;
    this.random = new Random(seed);
  }

  private static JobType<Task> type(String name) {
    return JobType.of(name, name, Task.class).withRetry(QUICK);
  }

  /** A worker on all queues, with limits, a rate, a queue that yields and a recurring job. */
  public WorkerBuilder worker(String name) {
    return Worker.newBuilder(store)
        .name(name)
        .queue("mail", 8)
        .queue("deliver", 16, 2)
        .ratePerKey("deliver", 50, Duration.ofSeconds(1))
        .everywhere("deliver", 24, 3)
        .queue("purge", 8)
        .yielding("purge", 1, this::pressure)
        .queue("tick", 1)
        .recurring(
            new RecurringJob<>(
                "tick", Schedule.every(Duration.ofSeconds(5)), TICK, new Task("tick", 0)))
        .handler(MAIL, this::handle)
        .handler(DELIVER, this::handle)
        .handler(PURGE, this::handle)
        .handler(TICK, this::handle);
  }

  /** Some seconds high, some seconds low. */
  private double pressure() {
    return store.clock().instant().getEpochSecond() / 10 % 7 < 3 ? 1.5 : 0.5;
  }

  private JobOutcome handle(Task task, JobContext context) {
    JobOutcome outcome =
        switch (task.kind()) {
          case "fails once" ->
              context.attempt() == 1 ? JobOutcome.failed("once") : JobOutcome.done();
          case "fails" -> JobOutcome.failed("always");
          case "discarded" -> JobOutcome.discard("not needed");
          case "throws" -> throw new IllegalStateException("x".repeat(2_000));
          default -> JobOutcome.done();
        };
    done.incrementAndGet();
    if (task.kind().equals("end")) {
      ends.incrementAndGet();
    }
    return outcome;
  }

  /** Adds some jobs; now and then also a group, a pause, or a worker that dies with its jobs. */
  public void enqueue(int jobs) {
    List<Job<Task>> batch = new ArrayList<>();
    while (batch.size() < jobs) {
      batch.add(any(random.nextInt(100)));
    }
    if (random.nextInt(10) == 0) {
      addGroup(batch);
    }
    boolean pause = random.nextInt(20) == 0;
    if (pause) {
      store.rules().pause("purge");
    }
    new JobStoreQueue(store).enqueueAll(batch);
    enqueued += batch.size();
    if (pause) {
      store.rules().resume("purge");
    }
    if (random.nextInt(20) == 0) {
      die();
    }
  }

  /** Takes a job before the workers do, and is heard of no more. */
  private void die() {
    ClaimRequest.Holder dies = new ClaimRequest.Holder("dies", Duration.ofSeconds(5));
    ClaimRequest request =
        new ClaimRequest("mail", 1, dies, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS);
    int taken = 0;
    for (int i = 0; taken == 0 && i < 50; i++) {
      new JobStoreQueue(store)
          .enqueue(Job.of(MAIL, new Task("plain", i)).uniquenessKey("left behind " + i));
      enqueued++;
      taken = store.claim(request).size();
    }
    orphans += taken;
  }

  private Job<Task> any(int dice) {
    int number = random.nextInt(1_000_000);
    if (dice < 40) {
      return Job.of(DELIVER, new Task("plain", number)).concurrencyKey("host " + number % 100);
    } else if (dice < 55) {
      return Job.of(MAIL, new Task("plain", number)).orderingKey("line " + number % 20);
    } else if (dice < 65) {
      return Job.of(MAIL, new Task("plain", number)).uniquenessKey("key " + number % 50);
    } else if (dice < 70) {
      return Job.of(MAIL, new Task("plain", number)).uniqueUntilDone("key " + number % 50);
    } else if (dice < 78) {
      Instant later = store.clock().instant().plusMillis(random.nextInt(5_000));
      return Job.of(MAIL, new Task("plain", number)).runAt(later);
    } else if (dice < 83) {
      return Job.of(MAIL, new Task("fails once", number));
    } else if (dice < 85) {
      return Job.of(MAIL, new Task("fails", number));
    } else if (dice < 87) {
      return Job.of(MAIL, new Task("throws", number));
    } else if (dice < 89) {
      return Job.of(MAIL, new Task("discarded", number));
    }
    return Job.of(PURGE, new Task("plain", number));
  }

  private void addGroup(List<Job<Task>> batch) {
    String name = "group " + enqueued;
    for (int i = 0; i < GROUP_SIZE; i++) {
      batch.add(Job.of(PURGE, new Task(i == 0 ? "fails" : "plain", i)).group(name));
    }
    batch.add(Job.of(PURGE, new Task("end", 0)).afterGroup(name));
    groups.add(name);
  }

  /** Forgets groups that have ended and what died longer ago. */
  public void tidy(Duration keepDead) {
    groups.removeIf(
        name -> {
          boolean over = store.groups().progress(name).orElseThrow().isOver();
          if (over) {
            store.groups().forget(name);
            groupsEnded++;
          }
          return over;
        });
    int unused = store.dead().purge(keepDead);
  }

  /** Whether nothing waits, runs or is still to come. */
  public boolean isEmpty() {
    return isIdle() && counts().allMatch(counts -> counts.scheduled() == 0);
  }

  /** Whether nothing waits or runs. */
  public boolean isIdle() {
    return counts().allMatch(counts -> counts.waiting() + counts.running() == 0);
  }

  private Stream<QueueStats.Counts> counts() {
    return store.stats().stream().map(QueueStats::counts);
  }

  /** Fails unless every group has ended, once. */
  public void verify() {
    if (!groups.isEmpty() || ends.get() != groupsEnded) {
      throw new IllegalStateException(
          "%d groups left, %d ended, %d last jobs"
              .formatted(groups.size(), groupsEnded, ends.get()));
    }
  }

  @Override
  public String toString() {
    return "%,d jobs, %,d runs, %d groups, %d jobs of workers that died"
        .formatted(enqueued, done.get(), groupsEnded, orphans);
  }
}
