package dev.hato.storage.jobs;

import dev.hato.storage.kernel.Dialect;

/**
 * The statements of the job tables. What workers repeat is a function on PostgreSQL, see its
 * migrations, and a statement on H2, which gives back the rows that it changed by the standard's
 * {@code final table} and {@code old table}.
 */
final class JobStatements {
  /** Columns that make a {@code JobData}. */
  static final String DATA =
      "type, queue, payload, run_at, ordering_key, uniqueness_key, concurrency_key, group_key,"
          + " until_done";

  /** Adds waiting jobs; those without a time of their own run now. */
  static final String INSERT =
      """
      insert into jobs (enqueued_at, type, queue, payload, run_at, ordering_key, concurrency_key)
      select n.now, u.type, u.queue, u.payload,
        coalesce(cast(nullif(u.run_at, '') as timestamp with time zone), n.now),
        nullif(u.line, ''), nullif(u.shared, '')
      from (select cast(? as timestamp with time zone) as now) n,
        unnest(cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
          cast(? as varchar array), cast(? as varchar array), cast(? as varchar array))
        as u (type, queue, payload, run_at, line, shared)\
      """;

  /** The same for one job, in half the time. */
  static final String INSERT_ONE =
      """
      insert into jobs (enqueued_at, type, queue, payload, run_at, ordering_key, concurrency_key)
      values (?, ?, ?, ?, ?, ?, ?)\
      """;

  /** The same for many of one type and queue that run now and have no key: a third of the time. */
  static final String INSERT_ALIKE =
      """
      insert into jobs (enqueued_at, run_at, type, queue, payload)
      select n.now, n.now, n.type, n.queue, u.payload
      from (select cast(? as timestamp with time zone) as now, cast(? as varchar) as type,
          cast(? as varchar) as queue) n,
        unnest(cast(? as varchar array)) as u (payload)\
      """;

  /** Adds jobs with uniqueness keys and jobs of groups. */
  static final String INSERT_KEYED =
      """
      insert into jobs (enqueued_at, type, queue, payload, run_at, ordering_key, concurrency_key,
        uniqueness_key, waiting_key, group_key, until_done)
      select n.now, u.type, u.queue, u.payload, cast(u.run_at as timestamp with time zone),
        nullif(u.line, ''), nullif(u.shared, ''), nullif(u.once, ''), nullif(u.once, ''),
        nullif(u.team, ''), cast(u.until_done as boolean)
      from (select cast(? as timestamp with time zone) as now) n,
        unnest(cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
          cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
          cast(? as varchar array), cast(? as varchar array), cast(? as varchar array))
        as u (type, queue, payload, run_at, line, shared, once, team, until_done)
      on conflict do nothing\
      """;

  /** Adds jobs, those that workers take under leases where that may be; for PostgreSQL. */
  static final String ADD_ALL =
      "select place, job_id, job_fence from add_jobs(cast(? as varchar[]), cast(? as varchar[]),"
          + " cast(? as varchar[]), cast(? as varchar[]), cast(? as varchar[]),"
          + " cast(? as varchar[]), cast(? as varchar[]), cast(? as varchar[]), ?)";

  static final String LIVES = "select 1 from jobs where ordering_key = ?";

  /** Adds one job under a lease, of which no other of its line lives; for H2. */
  static final String HOLD =
      """
      select id, fence from final table (
        insert into jobs (type, queue, payload, run_at, enqueued_at, ordering_key, running_key,
          concurrency_key, attempts, fence, lease_until, worker)
        values (?, ?, ?, ?, ?, ?, ?, ?, 1, nextval('job_fences'), ?, ?))\
      """;

  static final String HELD_KEYS =
      """
      select coalesce(concurrency_key, '') as held_key, count(*) as held from jobs
      where queue = ? and lease_until is not null group by concurrency_key\
      """;

  /** With the first job that waited before the claim, also where nothing is taken. */
  static final String CLAIM_ALL =
      """
      with w as materialized (select first_waiting(?, ?) as first_run_at)
      select w.first_run_at, t.* from w left join lateral take_jobs(?, ?, ?, ?, ?, ?, ?,
        cast(? as varchar[]), cast(? as varchar[]), cast(? as integer[]), ?) t on true\
      """;

  /** The order by queue lets H2 walk its index, too. */
  private static final String DUE_FIRST = " order by j.queue, j.run_at, j.id limit ?";

  private static final String CANDIDATES =
      """
      select j.id, j.crashes, j.concurrency_key from jobs j
      where j.queue = ? and j.lease_until is null and j.run_at <= ? and j.crashes <= ?
        and (j.ordering_key is null or not (
          exists (
            select 1 from jobs older where older.ordering_key = j.ordering_key and older.id < j.id)
          or exists (select 1 from jobs held where held.running_key = j.ordering_key)))\
      """;

  private static final String CLAIMED = "id, fence, attempts, crashes, enqueued_at, " + DATA;

  private static final String CLAIM =
      """
      update jobs set fence = nextval('job_fences'), attempts = attempts + 1,
        waiting_key = case when until_done then waiting_key end, running_key = ordering_key, worker = ?, lease_until = ?
      where id = any(?) and lease_until is null and run_at <= ?\
      """;

  /** Waiting jobs have the fence 0, and each claim has its own. */
  private static final String HELD = "id = any(?) and fence = any(?)";

  private static final String HELD_ROW =
      "select id, fence, type, queue, run_at, attempts, crashes, uniqueness_key, group_key,"
          + " error, worker from jobs";

  /** The held jobs of leases, locked until the end of the transaction. */
  static final String LOCK_HELD = HELD_ROW + " where " + HELD + " order by id for update";

  static final String EXPIRE =
      "update jobs set lease_until = ? where worker = ? and lease_until > ?";

  /** Of the jobs of one worker the last begun is last. */
  static final String LOCK_EXPIRED =
      HELD_ROW
          + " where lease_until <= ? order by lease_until, fence limit ? for update skip locked";

  /** For each worker the suspect that it began last. */
  static final String LAST_SUSPECTS =
      """
      select worker, max(fence) as fence from jobs where lease_until is not null and crashes > 0
      group by worker\
      """;

  static final String PUT_BACK =
      """
      update jobs set lease_until = null, worker = null, fence = 0, run_at = ?, attempts = ?,
        crashes = ?, error = ?, waiting_key = uniqueness_key, running_key = null where id = ?\
      """;

  /** Whether a job with the same uniqueness key waits. */
  static final String IS_REPLACED =
      "select 1 from jobs where type = ? and waiting_key = ? and id <> ?";

  static final String REMOVE = "delete from jobs where id = any(?)";

  static final String BURY =
      """
      insert into dead_jobs (id, %s, attempts, error, died_at)
      select id, %s, attempts, ?, ? from jobs where id = ?\
      """
          .formatted(DATA, DATA);

  static final String REVIVE =
      """
      insert into jobs (%s, enqueued_at, waiting_key)
      select %s, ?, uniqueness_key from dead_jobs where id = ? on conflict do nothing\
      """
          .formatted(DATA, DATA);

  private final Dialect dialect;

  JobStatements(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Removes held jobs and gives their fences. */
  String complete() {
    return switch (dialect) {
      case POSTGRESQL -> "select complete_jobs(?, ?, ?) as fence";
      case H2 -> "select fence, group_key from old table (delete from jobs where " + HELD + ")";
    };
  }

  /** Extends leases and gives the fences. */
  String heartbeat() {
    return switch (dialect) {
      case POSTGRESQL -> "select extend_jobs(?, ?, ?) as fence";
      case H2 ->
          "select fence from final table (update jobs set lease_until = ? where " + HELD + ")";
    };
  }

  /** Jobs that can be claimed, due first; for H2, which would sort the whole queue to lock them. */
  static String candidates(boolean passOver) {
    return CANDIDATES
        + (passOver ? " and (j.concurrency_key is null or j.concurrency_key <> all(?))" : "")
        + DUE_FIRST;
  }

  /** Claims those of the given ids that still wait; for H2. */
  static String claim() {
    return "select " + CLAIMED + " from final table (" + CLAIM + ")";
  }
}
