package dev.hato.storage;

import dev.hato.storage.jobs.JpaJobStore;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.kernel.TxRunner;
import dev.hato.storage.statuses.StatusCache;

/**
 * The door to the database: every read and write of the server goes through here.
 *
 * <p>{@code write} runs its function in one transaction (read committed) and, when the database
 * gave up for a reason that passes (deadlock, serialization, lock time-out, a lost race for a
 * unique key), rolls back and runs the <em>whole function</em> again, at most {@value
 * TxRunner#ATTEMPTS} times. So a function must not act on the outside world: that belongs in a job
 * or in {@link Tx#afterCommit}. An exception of the function rolls back and comes out unchanged; a
 * failure of the database comes out as {@link StorageException}. Safe for threads.
 */
public final class Transactions {
  private final TxRunner runner;
  private final JpaJobStore jobs;
  private final StatusCache statuses;

  Transactions(TxRunner runner, JpaJobStore jobs, StatusCache statuses) {
    this.runner = runner;
    this.jobs = jobs;
    this.statuses = statuses;
  }

  /** Changes rows and gives the function's result once it is committed. */
  public <T> T write(TxFunction<T> work) {
    return runner.write(scope -> work.apply(new Tx(scope, jobs, statuses)));
  }

  /** As {@link #write}, without a result. */
  public void run(TxAction work) {
    boolean unused =
        runner.write(
            scope -> {
              work.apply(new Tx(scope, jobs, statuses));
              return true;
            });
  }

  /** Only reads; each statement sees what was committed when it began. */
  public <T> T read(TxFunction<T> work) {
    return runner.read(scope -> work.apply(new Tx(scope, jobs, statuses)));
  }
}
