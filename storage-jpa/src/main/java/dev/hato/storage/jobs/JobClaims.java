package dev.hato.storage.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.QueueRule;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes waiting jobs: on PostgreSQL in one statement, on H2 by a look and a change. */
final class JobClaims {
  private final Sql sql;
  private final Instant now;

  JobClaims(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  private record Found(Optional<Instant> first, Optional<ClaimedJob> job) {
    static Found of(Row row) throws SQLException {
      return new Found(
          row.optionalInstant("first_run_at"),
          row.optionalText("type").isPresent()
              ? Optional.of(JobRows.claimed(row))
              : Optional.empty());
    }
  }

  /** One call of the function {@code take_jobs}. */
  List<ClaimedJob> atOnce(ClaimRequest request, ClaimMarks marks) {
    long begin = System.nanoTime();
    Instant from = marks.from(request.queue(), now, begin);
    List<Found> found = atOnce(request, from);
    Instant first = found.getFirst().first().orElse(Instant.MAX);
    marks.looked(request.queue(), new ClaimMarks.Look(from, now, begin, System.nanoTime()), first);
    return found.stream().flatMap(each -> each.job().stream()).toList();
  }

  private List<Found> atOnce(ClaimRequest request, Instant from) {
    KeyRoom keys = request.keys();
    List<Map.Entry<String, Integer>> held = List.copyOf(keys.held().entrySet());
    return sql.list(
        JobStatements.CLAIM_ALL,
        Found::of,
        request.queue(),
        from,
        request.queue(),
        from,
        request.max(),
        now,
        request.holder().worker(),
        now.plus(request.holder().lease()),
        request.mostDeaths(),
        keys.full(),
        held.stream().map(Map.Entry::getKey).toList(),
        held.stream().map(entry -> entry.getValue().longValue()).toList(),
        keys.limit());
  }

  /** Two or three statements in the transaction of the caller. */
  List<ClaimedJob> stepwise(ClaimRequest request) {
    QueueRule rule = JpaQueueRules.of(sql, request.queue());
    List<Long> ids = rule.paused() ? List.of() : candidates(request, rule);
    if (ids.isEmpty()) {
      return List.of();
    }
    ClaimRequest.Holder holder = request.holder();
    Instant until = now.plus(holder.lease());
    return sql.list(JobStatements.claim(), JobRows::claimed, holder.worker(), until, ids, now);
  }

  private record Candidate(long id, boolean suspect, String key) {
    static Candidate of(Row row) throws SQLException {
      return new Candidate(
          row.number("id"),
          row.integer("crashes") > 0,
          row.optionalText("concurrency_key").orElse(""));
    }
  }

  /** A second look, only when there is more than one suspect: one of them, and others instead. */
  private List<Long> candidates(ClaimRequest request, QueueRule rule) {
    KeyRoom.Taking taking = request.keys().taking();
    Map<String, Integer> held = rule.limits() ? heldEverywhere(rule) : Map.of();
    KeyRoom.Taking everywhere = new KeyRoom(rule.perKey(), held).taking();
    int all = held.values().stream().mapToInt(Integer::intValue).sum();
    int max = Math.min(request.max(), rule.running() - all);
    List<Candidate> found = look(request, request.mostDeaths());
    List<Candidate> suspects = found.stream().filter(Candidate::suspect).limit(2).toList();
    if (suspects.size() > 1) {
      found = new ArrayList<>(suspects.subList(0, 1));
      found.addAll(look(request, 0));
    }
    List<Long> ids = new ArrayList<>();
    for (Candidate candidate : found) {
      if (ids.size() < max
          && everywhere.hasRoom(candidate.key())
          && taking.tryTake(candidate.key())) {
        everywhere.take(candidate.key());
        ids.add(candidate.id());
      }
    }
    return ids;
  }

  /** How many jobs of each key all workers hold; no other claim counts until this one commits. */
  private Map<String, Integer> heldEverywhere(QueueRule rule) {
    QueueRule unused = JpaQueueRules.lock(sql, rule.queue());
    Map<String, Integer> held = new HashMap<>();
    sql.list(
            JobStatements.HELD_KEYS,
            row -> Map.entry(row.text("held_key"), row.integer("held")),
            rule.queue())
        .forEach(entry -> held.put(entry.getKey(), entry.getValue()));
    return held;
  }

  private List<Candidate> look(ClaimRequest request, int mostDeaths) {
    Set<String> fullKeys = request.keys().full();
    List<Object> arguments = new ArrayList<>(List.of(request.queue(), now, mostDeaths));
    if (!fullKeys.isEmpty()) {
      arguments.add(fullKeys);
    }
    arguments.add(request.max());
    return sql.list(
        JobStatements.candidates(!fullKeys.isEmpty()), Candidate::of, arguments.toArray());
  }
}
