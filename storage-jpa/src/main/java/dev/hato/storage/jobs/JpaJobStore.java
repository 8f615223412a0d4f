package dev.hato.storage.jobs;

import dev.hato.jobs.JobQueue;
import dev.hato.jobs.spi.Burial;
import dev.hato.jobs.spi.Capabilities;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJobs;
import dev.hato.jobs.spi.EnqueueSignals;
import dev.hato.jobs.spi.Intake;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueRates;
import dev.hato.jobs.spi.QueueRules;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Reaped;
import dev.hato.jobs.spi.RetryOrder;
import dev.hato.jobs.spi.ScheduleStore;
import dev.hato.jobs.spi.Taker;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.GroupCommit;
import dev.hato.storage.kernel.Sql;
import dev.hato.storage.kernel.TxRunner;
import dev.hato.storage.kernel.TxScope;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The job store in the database of the data: H2 in one process, PostgreSQL for many.
 *
 * <p>Enqueueing, claiming, completing and heartbeats are one statement each (a claim on H2 is two),
 * for any number of jobs, in one commit. A claim on PostgreSQL passes over rows that another claim
 * has locked ({@code skip locked}), so that workers do not wait for each other. Nothing is kept in
 * a database session and no lock outlives its transaction, as PgBouncer's transaction mode demands.
 * Leases are measured by the clock of the process: processes that share a database keep theirs in
 * step.
 */
public final class JpaJobStore implements JobStore, AutoCloseable {
  private static final Comparator<ClaimedJob> DUE_FIRST =
      Comparator.comparing((ClaimedJob claimed) -> claimed.job().runAt())
          .thenComparingLong(claimed -> claimed.lease().jobId());

  private final JobStatements statements;
  private final JobTables tables;
  private final ClaimMarks marks = new ClaimMarks();
  private final Optional<JobNotices> notices;
  private final GroupCommit<List<JobData>, Integer> inserts = new GroupCommit<>(this::insertAll);

  /** For the door to the database; others take it from there. */
  public JpaJobStore(TxRunner runner, Dialect dialect, InstantSource clock) {
    this(runner, dialect, clock, Optional.empty());
  }

  /**
   * As {@link #JpaJobStore(TxRunner, Dialect, InstantSource)}.
   *
   * @param direct makes connections that hear messages of the server, on PostgreSQL; without it
   *     what other processes add is found by polling
   */
  public JpaJobStore(
      TxRunner runner,
      Dialect dialect,
      InstantSource clock,
      Optional<Callable<Connection>> direct) {
    this.statements = new JobStatements(dialect);
    this.tables = new JobTables(runner, dialect, clock, new EnqueueSignals());
    this.notices =
        direct
            .filter(any -> dialect == Dialect.POSTGRESQL)
            .map(connect -> new JobNotices(tables, connect, tables.signals()::heard));
    notices.ifPresent(each -> tables.signals().relay(each::tell));
  }

  /** Stops to listen. */
  @Override
  public void close() {
    notices.ifPresent(JobNotices::close);
  }

  /** A queue whose jobs commit or roll back with a transaction. */
  public JobQueue queueOf(TxScope scope) {
    return new TxJobQueue(scope, tables.signals());
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, tables.dialect() == Dialect.POSTGRESQL, true);
  }

  @Override
  public InstantSource clock() {
    return tables.clock();
  }

  /** Callers that come while another one writes share the next commit. */
  @Override
  public int insert(List<JobData> jobs) {
    return jobs.isEmpty() ? 0 : inserts.add(jobs);
  }

  /** Writes the inserts of several callers in one transaction and says how many each added. */
  private List<Integer> insertAll(List<List<JobData>> callers) {
    List<JobData> all = callers.stream().flatMap(List::stream).toList();
    if (JobInserts.isOneStatement(tables.dialect(), all)) {
      insertAtOnce(all);
      return callers.stream().map(List::size).toList();
    }
    return tables.runner().write(scope -> insertAll(scope, callers));
  }

  /** With no round trips for the begin and the end of a transaction. */
  private void insertAtOnce(List<JobData> jobs) {
    Instant now = tables.now();
    Intake intake = tables.signals().intake(jobs, now);
    boolean added = false;
    try {
      int unused = tables.change(sql -> new JobInserts(sql, tables.dialect(), now).insert(intake));
      added = true;
    } finally {
      if (!added) {
        intake.rolledBack();
      }
    }
    intake.committed();
  }

  private List<Integer> insertAll(TxScope scope, List<List<JobData>> callers) {
    Instant now = tables.now();
    JobInserts inserting = new JobInserts(scope.sql(), scope.dialect(), now);
    List<JobData> plain = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    for (List<JobData> jobs : callers) {
      if (jobs.stream().anyMatch(JobInserts::mayBeLeftOut)) {
        added.add(insert(scope, inserting, tables.signals().waiting(jobs)));
      } else {
        added.add(jobs.size());
        plain.addAll(jobs);
      }
    }
    int unused = insert(scope, inserting, tables.signals().intake(plain, now));
    return added;
  }

  private static int insert(TxScope scope, JobInserts inserting, Intake intake) {
    scope.afterRollback(intake::rolledBack);
    int added = inserting.insert(intake);
    scope.afterCommit(intake::committed);
    return added;
  }

  @Override
  public List<ClaimedJob> claim(ClaimRequest request) {
    Instant now = tables.now();
    List<ClaimedJob> claimed =
        switch (tables.dialect()) {
          case POSTGRESQL -> tables.change(sql -> new JobClaims(sql, now).atOnce(request, marks));
          case H2 -> tables.write(sql -> new JobClaims(sql, now).stepwise(request));
        };
    return claimed.stream().sorted(DUE_FIRST).toList();
  }

  @Override
  public Set<Lease> complete(Collection<Lease> leases) {
    return settle(
        leases,
        switch (tables.dialect()) {
          case POSTGRESQL ->
              sql ->
                  sql.list(
                      statements.complete(),
                      row -> row.number("fence"),
                      HeldJobs.ids(leases),
                      HeldJobs.fences(leases),
                      tables.now());
          case H2 -> sql -> new HeldJobs(sql, tables.now()).complete(statements, leases);
        });
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
    Set<Long> accepted = new HashSet<>(tables.change(statement));
    return leases.stream()
        .filter(lease -> !accepted.contains(lease.fence()))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<Lease> retry(List<RetryOrder> orders) {
    if (orders.isEmpty()) {
      return Set.of();
    }
    return change(
        held ->
            held.retry(
                orders.stream().collect(Collectors.toMap(RetryOrder::lease, Function.identity()))));
  }

  @Override
  public Set<Lease> bury(List<Burial> burials) {
    if (burials.isEmpty()) {
      return Set.of();
    }
    return change(
        held ->
            held.bury(
                burials.stream().collect(Collectors.toMap(Burial::lease, Function.identity()))));
  }

  @Override
  public Set<Lease> release(Collection<Lease> leases) {
    return leases.isEmpty() ? Set.of() : change(held -> held.release(leases));
  }

  /** Changes held jobs in a transaction. */
  private <T> T change(Function<HeldJobs, T> action) {
    return tables
        .runner()
        .write(
            scope -> {
              HeldJobs held = new HeldJobs(scope.sql(), tables.now());
              scope.afterCommit(() -> held.waitingAgain().forEach(marks::putBack));
              return action.apply(held);
            });
  }

  @Override
  public int expire(String worker) {
    return tables.write(
        sql -> sql.update(JobStatements.EXPIRE, tables.now(), worker, tables.now()));
  }

  @Override
  public List<Reaped> reap(int maxCrashes, int limit) {
    return change(held -> held.reap(maxCrashes, limit));
  }

  @Override
  public List<QueueStats> stats() {
    Instant now = tables.now();
    return switch (tables.dialect()) {
      case POSTGRESQL -> tables.read(sql -> JobCounts.atOnce(sql, now));
      case H2 -> tables.read(sql -> JobCounts.stepwise(sql, now));
    };
  }

  @Override
  public DeadJobs dead() {
    return new JpaDeadJobs(tables);
  }

  @Override
  public QueueRules rules() {
    return new JpaQueueRules(tables);
  }

  @Override
  public JobGroups groups() {
    return new JpaJobGroups(tables);
  }

  @Override
  public ScheduleStore schedules() {
    return new JpaSchedules(tables);
  }

  @Override
  public QueueRates rates() {
    return new JpaQueueRates(tables);
  }

  /** H2 is of one process, which tells itself. */
  @Override
  public boolean hearsOthers() {
    return switch (tables.dialect()) {
      case POSTGRESQL -> notices.filter(JobNotices::isHearing).isPresent();
      case H2 -> true;
    };
  }

  @Override
  public Subscription subscribe(Consumer<String> enqueued) {
    notices.ifPresent(JobNotices::start);
    return tables.signals().subscribe(enqueued);
  }

  @Override
  public Subscription attach(Taker taker) {
    return tables.signals().attach(taker);
  }
}
