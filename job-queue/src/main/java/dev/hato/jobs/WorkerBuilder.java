package dev.hato.jobs;

import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.QueueRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Describes a {@link Worker}; not thread-safe. */
public final class WorkerBuilder {
  private final JobStore store;
  private final Map<String, QueueLimits> queues = new LinkedHashMap<>();
  private final Map<String, QueueRule> rules = new LinkedHashMap<>();
  private final Map<String, Binding<?>> bindings = new LinkedHashMap<>();
  private final Map<String, RecurringJob<?>> recurring = new LinkedHashMap<>();
  private JobListener listener = JobListener.NONE;
  private String name;
  private RandomGenerator random;
  private Duration lease = Duration.ofSeconds(30);
  private Duration pollInterval = Duration.ofMillis(200);
  private Duration keepDead = Duration.ofDays(30);
  private int maxCrashes = 3;
  private Optional<Foreground> foreground = Optional.empty();

  WorkerBuilder(JobStore store) {
    this.store = Objects.requireNonNull(store, "store");
    this.random = new SplittableRandom();
    this.name = ProcessHandle.current().pid() + "-" + Long.toHexString(random.nextLong());
  }

  /** Works on a queue, at most {@code concurrency} jobs at a time. */
  public WorkerBuilder queue(String queue, int concurrency) {
    return queue(queue, concurrency, concurrency);
  }

  /** Works on a queue, at most {@code perKey} jobs at a time with the same concurrency key. */
  public WorkerBuilder queue(String queue, int concurrency, int perKey) {
    if (queues.put(queue, QueueLimits.of(queue, concurrency, perKey)) != null) {
      throw new IllegalArgumentException("queue " + queue + " was added before");
    }
    return this;
  }

  /**
   * Starts at most {@code jobs} with the same concurrency key in each {@code per}, in this worker.
   */
  public WorkerBuilder ratePerKey(String queue, int jobs, Duration per) {
    return change(queue, limits -> limits.withRate(new KeyRates.Rate(jobs, per)));
  }

  /**
   * Lets a queue give way: its concurrency begins at {@code floor}, rises while there is no
   * pressure, and falls while the pressure is above 1, its target. The pressure is asked five times
   * a second and must answer at once; {@code NaN}, when nothing was measured, counts as none. The
   * rule is explained at {@code YieldingLimit}.
   */
  public WorkerBuilder yielding(String queue, int floor, DoubleSupplier pressure) {
    return change(queue, limits -> limits.withYielding(new QueueLimits.Yielding(floor, pressure)));
  }

  /**
   * Lets yielding queues begin between the visits of those who are in {@code people}: while such a
   * queue runs fewer jobs than it may, its jobs begin one after the other, as many at a time as may
   * run, while nobody is there, or after 20 ms; so do its claims and its results, in small batches,
   * one at a time beside the jobs. For a worker that shares its processors, or a database that
   * does, with those who answer people; it takes longer for its jobs then.
   */
  public WorkerBuilder foreground(Foreground people) {
    this.foreground = Optional.of(people);
    return this;
  }

  private WorkerBuilder change(String queue, UnaryOperator<QueueLimits> change) {
    if (queues.computeIfPresent(queue, (name, limits) -> change.apply(limits)) == null) {
      throw new IllegalArgumentException("add queue " + queue + " before this");
    }
    return this;
  }

  /**
   * Limits a queue in all processes that work on the store: at most {@code running} jobs at a time,
   * {@code perKey} with the same concurrency key. Written to the store at the start; the last one
   * that says it wins.
   */
  public WorkerBuilder everywhere(String queue, int running, int perKey) {
    rules.put(queue, new QueueRule(queue, false, running, perKey));
    return this;
  }

  /** Calls {@code handler} for jobs of {@code type}. */
  public <T> WorkerBuilder handler(JobType<T> type, JobHandler<T> handler) {
    if (bindings.put(type.name(), new Binding<>(type, handler)) != null) {
      throw new IllegalArgumentException("job type " + type.name() + " has a handler already");
    }
    return this;
  }

  /** Enqueues {@code job} whenever it is due, if this worker leads. */
  public WorkerBuilder recurring(RecurringJob<?> job) {
    if (recurring.put(job.name(), job) != null) {
      throw new IllegalArgumentException("recurring job " + job.name() + " was added before");
    }
    return this;
  }

  /** Tells {@code hook} what happens. */
  public WorkerBuilder listener(JobListener hook) {
    this.listener = Objects.requireNonNull(hook, "hook");
    return this;
  }

  /**
   * Name in the store; must differ from those of all other workers on it. One that is the same at
   * each start lets a worker go on at once with what it did when it was killed; by default it is
   * random.
   */
  public WorkerBuilder name(String unique) {
    this.name = Objects.requireNonNull(unique, "unique");
    return this;
  }

  /** Source of the jitter of retries. */
  public WorkerBuilder random(RandomGenerator source) {
    this.random = Objects.requireNonNull(source, "source");
    return this;
  }

  /** How long a job stays with a worker that gives no sign of life; 30 s by default. */
  public WorkerBuilder lease(Duration duration) {
    this.lease = positive(duration);
    return this;
  }

  /**
   * Longest time between two looks into an empty queue for what other processes added, 200 ms by
   * default; five times as long while the store hears of that by itself.
   */
  public WorkerBuilder pollInterval(Duration longest) {
    this.pollInterval = positive(longest);
    return this;
  }

  /** How long dead jobs are kept; 30 days by default. */
  public WorkerBuilder keepDead(Duration duration) {
    this.keepDead = positive(duration);
    return this;
  }

  /** A job is quarantined when so many deaths of workers are put down to it; 3 by default. */
  public WorkerBuilder maxCrashes(int crashes) {
    if (crashes < 1) {
      throw new IllegalArgumentException("maxCrashes must be at least 1, not " + crashes);
    }
    this.maxCrashes = crashes;
    return this;
  }

  /** The worker; it does nothing before {@link Worker#start}. */
  public Worker build() {
    if (queues.isEmpty() && recurring.isEmpty()) {
      throw new IllegalStateException("a worker needs a queue to work on, or a recurring job");
    }
    return new Worker(this);
  }

  private static Duration positive(Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("must be longer than zero: " + duration);
    }
    return duration;
  }

  JobStore store() {
    return store;
  }

  List<QueueLimits> queues() {
    return List.copyOf(queues.values());
  }

  List<QueueRule> rules() {
    return List.copyOf(rules.values());
  }

  Map<String, Binding<?>> bindings() {
    return bindings;
  }

  List<RecurringJob<?>> recurring() {
    return new ArrayList<>(recurring.values());
  }

  JobListener listener() {
    return listener;
  }

  Optional<Foreground> foreground() {
    return foreground;
  }

  String name() {
    return name;
  }

  RandomGenerator random() {
    return random;
  }

  Duration lease() {
    return lease;
  }

  Duration pollInterval() {
    return pollInterval;
  }

  Duration keepDead() {
    return keepDead;
  }

  int maxCrashes() {
    return maxCrashes;
  }
}
