package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.Burial;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.RetryOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the contract share: an empty store, a clock to turn, and short words. */
public abstract class StoreContract {
  static final String QUEUE = "default";
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MANY = 1_000;
  static final int MAX_CRASHES = 3;

  final SettableClock clock = new SettableClock();
  JobStore store;

  /** An empty store that measures by {@code clock}. */
  protected abstract JobStore emptyStore(InstantSource clock);

  @BeforeEach
  final void openStore() {
    store = emptyStore(clock);
  }

  static JobData job(String payload) {
    return job(payload, JobKeys.NONE);
  }

  static JobData job(String payload, JobKeys keys) {
    return new JobData("test", QUEUE, payload, Instant.EPOCH, keys);
  }

  static JobKeys ordered(String key) {
    return JobKeys.NONE.withOrdering(key);
  }

  static JobKeys unique(String key) {
    return JobKeys.NONE.withUniqueness(key);
  }

  int insert(JobData... jobs) {
    return store.insert(Arrays.asList(jobs));
  }

  List<ClaimedJob> claim(int max) {
    return claim(QUEUE, max, KeyRoom.UNLIMITED);
  }

  List<ClaimedJob> claim(String queue, int max, Set<String> fullKeys) {
    Map<String, Integer> held =
        fullKeys.stream().collect(Collectors.toMap(key -> key, key -> MANY));
    return claim(queue, max, new KeyRoom(MANY, held));
  }

  List<ClaimedJob> claim(String queue, int max, KeyRoom keys) {
    ClaimRequest.Holder holder = new ClaimRequest.Holder("tester", LEASE);
    return store.claim(new ClaimRequest(queue, max, holder, keys, ClaimRequest.ANY_DEATHS));
  }

  ClaimedJob claimOne() {
    List<ClaimedJob> claimed = claim(1);
    assertThat(claimed).hasSize(1);
    return claimed.get(0);
  }

  /** Payloads of what a claim gives. */
  List<String> claimPayloads(int max) {
    return payloads(claim(max));
  }

  static List<String> payloads(List<ClaimedJob> jobs) {
    return jobs.stream().map(claimed -> claimed.job().payload()).toList();
  }

  static String payload(ClaimedJob job) {
    return job.job().payload();
  }

  Set<Lease> complete(ClaimedJob... jobs) {
    return store.complete(Arrays.stream(jobs).map(ClaimedJob::lease).toList());
  }

  Set<Lease> retry(ClaimedJob job, Duration after) {
    return store.retry(List.of(new RetryOrder(job.lease(), after, "it failed", false)));
  }

  Set<Lease> bury(ClaimedJob job, String error) {
    return store.bury(List.of(new Burial(job.lease(), error)));
  }

  /** Lets the lease of every held job run out and takes the jobs away. */
  void expireLeases() {
    clock.advance(LEASE);
    store.reap(MAX_CRASHES, 100);
  }

  QueueStats.Counts counts() {
    return store.stats().stream()
        .filter(stats -> stats.queue().equals(QUEUE))
        .map(QueueStats::counts)
        .findFirst()
        .orElse(new QueueStats.Counts(0, 0, 0, 0));
  }
}
