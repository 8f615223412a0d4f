package dev.hato.jobs.memory;

import dev.hato.jobs.spi.Blame;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All living jobs and the indexes over them. Guarded by the lock of the store. */
final class RowSet {
  private final Map<Long, Row> rows = new HashMap<>();
  private final Map<String, NavigableSet<Row>> waiting = new TreeMap<>();
  private final Map<Long, Row> held = new TreeMap<>();
  private final Map<Row.UniqueSlot, Row> slots = new HashMap<>();
  private final Map<String, NavigableSet<Long>> lines = new HashMap<>();
  private long lastId;
  private long lastFence;

  int size() {
    return rows.size();
  }

  /** Adds a job unless its uniqueness key is taken. */
  Optional<Row> add(JobData job, Instant now) {
    Row row = new Row(lastId + 1, job, now);
    if (!enterSlot(row)) {
      return Optional.empty();
    }
    lastId++;
    rows.put(row.id, row);
    if (!job.keys().ordering().isEmpty()) {
      lines.computeIfAbsent(job.keys().ordering(), key -> new TreeSet<>()).add(row.id);
    }
    waiting(job.queue()).add(row);
    return Optional.of(row);
  }

  /** The waiting jobs of a queue, due first. */
  NavigableSet<Row> waiting(String queue) {
    return waiting.computeIfAbsent(queue, name -> new TreeSet<>(Row.DUE_FIRST));
  }

  /** Whether no job with this ordering key lives; the empty key is always free. */
  boolean isFreeLine(String ordering) {
    return !lines.containsKey(ordering);
  }

  /** Whether no older job with its ordering key lives. */
  boolean isFirstInLine(Row row) {
    NavigableSet<Long> line = lines.get(row.job.keys().ordering());
    return line == null || line.first() == row.id;
  }

  Optional<Row> held(Lease lease) {
    return Optional.ofNullable(held.get(lease.jobId())).filter(row -> row.isHeldUnder(lease));
  }

  List<Row> expired(Instant now, int limit) {
    return held.values().stream()
        .filter(row -> row.isExpired(now))
        .sorted(Row.LEASE_FIRST)
        .limit(limit)
        .toList();
  }

  /** To which of the held jobs the deaths of their workers would be put down. */
  Blame blame() {
    return new Blame(
        held.values().stream()
            .filter(Row::isSuspect)
            .collect(Collectors.toMap(row -> row.worker, row -> row.fence, Math::max)));
  }

  List<Row> heldIn(String queue) {
    return held.values().stream().filter(row -> row.job.queue().equals(queue)).toList();
  }

  List<Row> heldBy(String worker) {
    return held.values().stream().filter(row -> row.worker.equals(worker)).toList();
  }

  /** Moves a row from the waiting to the held ones. */
  ClaimedJob hold(Row row, String worker, Instant until) {
    waiting(row.job.queue()).remove(row);
    if (!row.job.keys().untilDone()) {
      slots.remove(row.slot(), row);
    }
    held.put(row.id, row);
    return row.claim(++lastFence, worker, until);
  }

  /** Moves a held row back to the waiting ones, or removes it when its uniqueness key is taken. */
  void putBack(Row row, Instant runAt) {
    if (!enterSlot(row)) {
      remove(row);
      return;
    }
    held.remove(row.id);
    row.leaseUntil = null;
    row.runAt = runAt;
    waiting(row.job.queue()).add(row);
  }

  /** The waiting jobs of a group. */
  List<Row> waitingOf(String group) {
    return rows.values().stream()
        .filter(row -> row.leaseUntil == null && row.job.keys().group().equals(group))
        .toList();
  }

  /** Lets a waiting job run at another time. */
  void move(Row row, Instant runAt) {
    waiting(row.job.queue()).remove(row);
    row.runAt = runAt;
    waiting(row.job.queue()).add(row);
  }

  /** Removes a row. */
  void remove(Row row) {
    rows.remove(row.id);
    held.remove(row.id);
    waiting(row.job.queue()).remove(row);
    slots.remove(row.slot(), row);
    String ordering = row.job.keys().ordering();
    NavigableSet<Long> line = lines.get(ordering);
    if (line != null) {
      line.remove(row.id);
      if (line.isEmpty()) {
        lines.remove(ordering);
      }
    }
  }

  private boolean enterSlot(Row row) {
    return row.job.keys().uniqueness().isEmpty()
        || slots.computeIfAbsent(row.slot(), slot -> row) == row;
  }

  List<QueueStats> stats(Instant now, Map<String, Long> dead) {
    Map<String, List<Row>> byQueue = new TreeMap<>();
    dead.keySet().forEach(queue -> byQueue.put(queue, new ArrayList<>()));
    for (Row row : rows.values()) {
      byQueue.computeIfAbsent(row.job.queue(), queue -> new ArrayList<>()).add(row);
    }
    List<QueueStats> stats = new ArrayList<>();
    byQueue.forEach(
        (queue, members) -> stats.add(stats(queue, members, now, dead.getOrDefault(queue, 0L))));
    return stats;
  }

  private static QueueStats stats(String queue, Collection<Row> rows, Instant now, long dead) {
    long running = rows.stream().filter(row -> row.leaseUntil != null).count();
    List<Row> runnable =
        rows.stream().filter(row -> row.leaseUntil == null && !row.runAt.isAfter(now)).toList();
    Duration latency =
        runnable.stream()
            .map(row -> Duration.between(row.runAt, now))
            .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    long scheduled = rows.size() - running - runnable.size();
    return new QueueStats(
        queue, new QueueStats.Counts(runnable.size(), running, scheduled, dead), latency, false);
  }
}
