package dev.hato.storage.jobs;

import dev.hato.storage.kernel.Dialect;

/**
 * The statements of the job tables. They are the same for both databases but for how a change gives
 * back the rows that it touched: PostgreSQL says {@code returning}, H2 has the standard's {@code
 * final table} and {@code old table}.
 */
final class JobStatements {
  /** Columns that make a {@code JobData}. */
  static final String DATA =
      "type, queue, payload, run_at, ordering_key, uniqueness_key, concurrency_key";

  static final String INSERT =
      """
      insert into jobs (type, queue, payload, run_at, enqueued_at,
        ordering_key, uniqueness_key, waiting_key, concurrency_key)
      select u.type, u.queue, u.payload, cast(u.run_at as timestamp with time zone),
        cast(? as timestamp with time zone), nullif(u.line, ''), nullif(u.once, ''),
        nullif(u.once, ''), nullif(u.shared, '')
      from unnest(cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
          cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
          cast(? as varchar array))
        as u (type, queue, payload, run_at, line, once, shared)
      on conflict do nothing""";

  /** The order by queue lets H2 walk its index, too. */
  private static final String DUE_FIRST = " order by j.queue, j.run_at, j.id limit ?";

  private static final String CANDIDATES =
      """
      select j.id, j.crashes, j.concurrency_key from jobs j
      where j.queue = ? and j.lease_until is null and j.run_at <= ?
        and (j.ordering_key is null or not exists (
          select 1 from jobs older where older.ordering_key = j.ordering_key and older.id < j.id))""";

  private static final String CLAIMED = "id, fence, attempts, crashes, enqueued_at, " + DATA;

  private static final String CLAIM =
      """
      update jobs set fence = nextval('job_fences'), attempts = attempts + 1, waiting_key = null,
        worker = ?, lease_until = ?
      where id = any(?) and lease_until is null and run_at <= ?""";

  /** Waiting jobs have the fence 0, and each claim has its own. */
  private static final String HELD = "id = any(?) and fence = any(?)";

  private static final String HELD_ROW =
      "select id, fence, type, queue, run_at, attempts, crashes, uniqueness_key, error from jobs";

  /** The held jobs of leases, locked until the end of the transaction. */
  static final String LOCK_HELD = HELD_ROW + " where " + HELD + " order by id for update";

  static final String EXPIRE =
      "update jobs set lease_until = ? where worker = ? and lease_until > ?";

  static final String LOCK_EXPIRED =
      HELD_ROW + " where lease_until <= ? order by lease_until limit ? for update skip locked";

  static final String PUT_BACK =
      """
      update jobs set lease_until = null, worker = null, fence = 0, run_at = ?, attempts = ?,
        crashes = ?, error = ?, waiting_key = uniqueness_key where id = ?""";

  /** Whether a job with the same uniqueness key waits. */
  static final String IS_REPLACED = "select 1 from jobs where type = ? and waiting_key = ?";

  static final String REMOVE = "delete from jobs where id = any(?)";

  static final String BURY =
      """
      insert into dead_jobs (id, %s, attempts, error, died_at)
      select id, %s, attempts, ?, ? from jobs where id = ?"""
          .formatted(DATA, DATA);

  static final String REVIVE =
      """
      insert into jobs (%s, enqueued_at, waiting_key)
      select %s, ?, uniqueness_key from dead_jobs where id = ? on conflict do nothing"""
          .formatted(DATA, DATA);

  static final String LIVING =
      """
      select queue,
        count(*) filter (where lease_until is null and run_at <= ?) as waiting,
        count(*) filter (where lease_until is not null) as running,
        count(*) filter (where lease_until is null and run_at > ?) as scheduled,
        min(run_at) filter (where lease_until is null and run_at <= ?) as oldest
      from jobs group by queue""";

  static final String DEAD = "select queue, count(*) as dead from dead_jobs group by queue";

  private final Dialect dialect;

  JobStatements(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Removes held jobs and gives their fences. */
  String complete() {
    String delete = "delete from jobs where " + HELD;
    return switch (dialect) {
      case POSTGRESQL -> delete + " returning fence";
      case H2 -> "select fence from old table (" + delete + ")";
    };
  }

  /** Extends leases and gives the fences. */
  String heartbeat() {
    return giving("fence", "update jobs set lease_until = ? where " + HELD);
  }

  /**
   * Jobs that can be claimed, due first. PostgreSQL locks them and passes over those that another
   * claim has locked. H2 would sort the whole queue for that, so there the claim decides.
   */
  String candidates(boolean suspects, boolean passOver) {
    return CANDIDATES
        + (suspects ? "" : " and j.crashes = 0")
        + (passOver ? " and (j.concurrency_key is null or j.concurrency_key <> all(?))" : "")
        + DUE_FIRST
        + switch (dialect) {
          case POSTGRESQL -> " for update skip locked";
          case H2 -> "";
        };
  }

  /**
   * Claims those of the given ids that still wait. Not one statement with the choice: PostgreSQL
   * would plan it for the empty queue that it sees most of the time, by a scan of the table.
   */
  String claim() {
    return giving(CLAIMED, CLAIM);
  }

  private String giving(String columns, String change) {
    return switch (dialect) {
      case POSTGRESQL -> change + " returning " + columns;
      case H2 -> "select " + columns + " from final table (" + change + ")";
    };
  }
}
