package dev.hato.jobs.memory;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.Lease;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A waiting or held job. Guarded by the lock of the store. */
final class Row {
  /** The order in which waiting jobs are taken. */
  static final Comparator<Row> DUE_FIRST =
      Comparator.comparing((Row row) -> row.runAt).thenComparingLong(row -> row.id);

  /** The order in which leases are taken away: of the jobs of one worker the last begun is last. */
  static final Comparator<Row> LEASE_FIRST =
      Comparator.comparing((Row row) -> Objects.requireNonNull(row.leaseUntil))
          .thenComparingLong(row -> row.fence);

  final long id;
  final JobData job;
  final Instant enqueuedAt;
  Instant runAt;
  int attempts;
  int crashes;
  long fence;

  /** End of the lease while the job is held, null while it waits. */
  @Nullable Instant leaseUntil;

  /** Who holds it, or held it last. */
  String worker = "";

  Row(long id, JobData job, Instant now) {
    this.id = id;
    this.job = job;
    this.enqueuedAt = now;
    this.runAt = job.runAt().isBefore(now) ? now : job.runAt();
  }

  boolean isHeldUnder(Lease lease) {
    return leaseUntil != null && fence == lease.fence();
  }

  boolean isExpired(Instant now) {
    return leaseUntil != null && !leaseUntil.isAfter(now);
  }

  boolean isSuspect() {
    return crashes > 0;
  }

  ClaimedJob claim(long newFence, String by, Instant until) {
    worker = by;
    leaseUntil = until;
    fence = newFence;
    attempts++;
    return new ClaimedJob(new Lease(id, fence), job, attempts, crashes, enqueuedAt);
  }

  DeadJob dead(String error, Instant now) {
    return new DeadJob(id, job, attempts, error, now);
  }

  /** What must be unique among waiting jobs. */
  UniqueSlot slot() {
    return new UniqueSlot(job.type(), job.keys().uniqueness());
  }

  /** How many of the rows have each concurrency key. */
  static Map<String, Integer> countKeys(List<Row> rows) {
    Map<String, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.job.keys().concurrency(), 1, Integer::sum));
    return counts;
  }

  record UniqueSlot(String type, String key) {}
}
