package dev.hato.storage.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes waiting jobs: on PostgreSQL in one statement, on H2 by a look and a change. */
final class JobClaims {
  private final Sql sql;
  private final Instant now;

  JobClaims(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  /** One call of the function {@code claim_jobs}. */
  List<ClaimedJob> atOnce(ClaimRequest request) {
    KeyRoom keys = request.keys();
    List<Map.Entry<String, Integer>> held = List.copyOf(keys.held().entrySet());
    return sql.list(
        JobStatements.CLAIM_ALL,
        JobRows::claimed,
        request.queue(),
        request.max(),
        now,
        request.holder().worker(),
        now.plus(request.holder().lease()),
        request.suspects(),
        keys.full(),
        held.stream().map(Map.Entry::getKey).toList(),
        held.stream().map(entry -> entry.getValue().longValue()).toList(),
        keys.limit());
  }

  /** Two or three statements in the transaction of the caller. */
  List<ClaimedJob> stepwise(ClaimRequest request) {
    List<Long> ids = candidates(request);
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
  private List<Long> candidates(ClaimRequest request) {
    KeyRoom.Taking taking = request.keys().taking();
    List<Candidate> found = look(request, request.suspects());
    List<Candidate> suspects = found.stream().filter(Candidate::suspect).limit(2).toList();
    if (suspects.size() > 1) {
      found = new ArrayList<>(suspects.subList(0, 1));
      found.addAll(look(request, false));
    }
    return found.stream()
        .filter(candidate -> taking.tryTake(candidate.key()))
        .limit(request.max())
        .map(Candidate::id)
        .toList();
  }

  private List<Candidate> look(ClaimRequest request, boolean suspects) {
    Set<String> fullKeys = request.keys().full();
    List<Object> arguments = new ArrayList<>(List.of(request.queue(), now));
    if (!fullKeys.isEmpty()) {
      arguments.add(fullKeys);
    }
    arguments.add(request.max());
    return sql.list(
        JobStatements.candidates(suspects, !fullKeys.isEmpty()),
        Candidate::of,
        arguments.toArray());
  }
}
