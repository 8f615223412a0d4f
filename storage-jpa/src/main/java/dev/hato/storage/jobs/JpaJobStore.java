package dev.hato.storage.jobs;

import dev.hato.jobs.JobQueue;
import dev.hato.jobs.spi.Burial;
import dev.hato.jobs.spi.Capabilities;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJobs;
import dev.hato.jobs.spi.EnqueueSignals;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Reaped;
import dev.hato.jobs.spi.RetryOrder;
import dev.hato.jobs.spi.ScheduleStore;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.Sql;
import dev.hato.storage.kernel.TxRunner;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The job store in the database of the data: H2 in one process, PostgreSQL for many.
 *
 * <p>Enqueueing, completing and heartbeats are one statement each, a claim is two, for any number
 * of jobs, in one commit. A claim on PostgreSQL passes over rows that another claim has locked
 * ({@code skip locked}), so that workers do not wait for each other. Nothing is kept in a database
 * session and no lock outlives its transaction, as PgBouncer's transaction mode demands. Leases are
 * measured by the clock of the process: processes that share a database keep theirs in step.
 */
public final class JpaJobStore implements JobStore {
  private static final Comparator<ClaimedJob> DUE_FIRST =
      Comparator.comparing((ClaimedJob claimed) -> claimed.job().runAt())
          .thenComparingLong(claimed -> claimed.lease().jobId());

  private final Dialect dialect;
  private final JobStatements statements;
  private final JobTables tables;

  /** For the door to the database; others take it from there. */
  public JpaJobStore(TxRunner runner, Dialect dialect, InstantSource clock) {
    this.dialect = dialect;
    this.statements = new JobStatements(dialect);
    this.tables = new JobTables(runner, clock, new EnqueueSignals());
  }

  /** A queue whose jobs commit or roll back with a transaction. */
  public JobQueue queueOf(TxScope scope) {
    return new TxJobQueue(scope, tables.signals());
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, dialect == Dialect.POSTGRESQL, true);
  }

  @Override
  public InstantSource clock() {
    return tables.clock();
  }

  @Override
  public int insert(List<JobData> jobs) {
    if (jobs.isEmpty()) {
      return 0;
    }
    int added = tables.write(sql -> JobInserts.insert(sql, jobs, tables.now()));
    tables.signals().announce(jobs.stream().map(JobData::queue).toList());
    return added;
  }

  @Override
  public List<ClaimedJob> claim(ClaimRequest request) {
    return tables.write(sql -> claim(sql, request, tables.now())).stream()
        .sorted(DUE_FIRST)
        .toList();
  }

  private List<ClaimedJob> claim(Sql sql, ClaimRequest request, Instant now) {
    List<Long> ids = candidates(sql, request, now);
    if (ids.isEmpty()) {
      return List.of();
    }
    ClaimRequest.Holder holder = request.holder();
    Instant until = now.plus(holder.lease());
    return sql.list(statements.claim(), JobRows::claimed, holder.worker(), until, ids, now);
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
  private List<Long> candidates(Sql sql, ClaimRequest request, Instant now) {
    KeyRoom.Taking taking = request.keys().taking();
    List<Candidate> found = look(sql, request, request.suspects(), now);
    List<Candidate> suspects = found.stream().filter(Candidate::suspect).limit(2).toList();
    if (suspects.size() > 1) {
      found = new ArrayList<>(suspects.subList(0, 1));
      found.addAll(look(sql, request, false, now));
    }
    return found.stream()
        .filter(candidate -> taking.tryTake(candidate.key()))
        .limit(request.max())
        .map(Candidate::id)
        .toList();
  }

  private List<Candidate> look(Sql sql, ClaimRequest request, boolean suspects, Instant now) {
    Set<String> fullKeys = request.keys().full();
    List<Object> arguments = new ArrayList<>(List.of(request.queue(), now));
    if (!fullKeys.isEmpty()) {
      arguments.add(fullKeys);
    }
    arguments.add(request.max());
    return sql.list(
        statements.candidates(suspects, !fullKeys.isEmpty()), Candidate::of, arguments.toArray());
  }

  @Override
  public Set<Lease> complete(Collection<Lease> leases) {
    return settle(
        leases,
        sql ->
            sql.list(
                statements.complete(),
                row -> row.number("fence"),
                HeldJobs.ids(leases),
                HeldJobs.fences(leases)));
  }

  @Override
  public Set<Lease> heartbeat(Collection<Lease> leases, Duration lease) {
    return settle(
        leases,
        sql ->
            sql.list(
                statements.heartbeat(),
                row -> row.number("fence"),
                tables.now().plus(lease),
                HeldJobs.ids(leases),
                HeldJobs.fences(leases)));
  }

  /** Runs a statement that gives the fences of the jobs that it changed. */
  private Set<Lease> settle(Collection<Lease> leases, Function<Sql, List<Long>> statement) {
    if (leases.isEmpty()) {
      return Set.of();
    }
    Set<Long> accepted = new HashSet<>(tables.write(statement));
    return leases.stream()
        .filter(lease -> !accepted.contains(lease.fence()))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<Lease> retry(List<RetryOrder> orders) {
    if (orders.isEmpty()) {
      return Set.of();
    }
    return tables.write(
        sql ->
            new HeldJobs(sql, tables.now())
                .retry(
                    orders.stream()
                        .collect(Collectors.toMap(RetryOrder::lease, Function.identity()))));
  }

  @Override
  public Set<Lease> bury(List<Burial> burials) {
    if (burials.isEmpty()) {
      return Set.of();
    }
    return tables.write(
        sql ->
            new HeldJobs(sql, tables.now())
                .bury(
                    burials.stream()
                        .collect(Collectors.toMap(Burial::lease, Function.identity()))));
  }

  @Override
  public Set<Lease> release(Collection<Lease> leases) {
    return leases.isEmpty()
        ? Set.of()
        : tables.write(sql -> new HeldJobs(sql, tables.now()).release(leases));
  }

  @Override
  public int expire(String worker) {
    return tables.write(
        sql -> sql.update(JobStatements.EXPIRE, tables.now(), worker, tables.now()));
  }

  @Override
  public List<Reaped> reap(int maxCrashes, int limit) {
    return tables.write(sql -> new HeldJobs(sql, tables.now()).reap(maxCrashes, limit));
  }

  @Override
  public List<QueueStats> stats() {
    return tables.read(sql -> JobCounts.of(sql, tables.now()));
  }

  @Override
  public DeadJobs dead() {
    return new JpaDeadJobs(tables);
  }

  @Override
  public ScheduleStore schedules() {
    return new JpaSchedules(tables);
  }

  @Override
  public Subscription subscribe(Consumer<String> enqueued) {
    return tables.signals().subscribe(enqueued);
  }
}
