package dev.hato.storage.jobs;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.spi.EnqueueSignals;
import dev.hato.jobs.spi.Intake;
import dev.hato.jobs.spi.JobData;
import dev.hato.storage.kernel.TxScope;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the jobs of one transaction and writes them as its last statement, so that they cost one
 * statement and hold the locks of their keys as briefly as can be. What a worker of this process
 * takes with the insert starts after the commit. Used by one thread.
 */
final class TxJobQueue implements JobQueue {
  private final TxScope scope;
  private final EnqueueSignals signals;
  private final List<JobData> collected = new ArrayList<>();

  TxJobQueue(TxScope scope, EnqueueSignals signals) {
    this.scope = scope;
    this.signals = signals;
  }

  @Override
  public void enqueueAll(List<? extends Job<?>> jobs) {
    scope.requireWritable();
    if (collected.isEmpty() && !jobs.isEmpty()) {
      scope.beforeCommit(this::write);
    }
    for (Job<?> job : jobs) {
      collected.add(job.toData());
    }
  }

  private void write() {
    Intake intake = signals.intake(collected, scope.now());
    scope.afterRollback(intake::rolledBack);
    int unused = new JobInserts(scope.sql(), scope.dialect(), scope.now()).insert(intake);
    scope.afterCommit(intake::committed);
  }
}
