package dev.hato.jobs;

import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The plain queue of a store: each call is a transaction of its own. Thread-safe. */
public final class JobStoreQueue implements JobQueue {
  private final JobStore store;

  public JobStoreQueue(JobStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  @Override
  public void enqueueAll(List<? extends Job<?>> jobs) {
    List<JobData> data = new ArrayList<>(jobs.size());
    for (Job<?> job : jobs) {
      data.add(job.toData());
    }
    if (!data.isEmpty()) {
      store.insert(data);
    }
  }
}
