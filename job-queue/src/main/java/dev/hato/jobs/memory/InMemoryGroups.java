package dev.hato.jobs.memory;

import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The counts of groups in a map. Guarded by the lock of the store. */
final class InMemoryGroups {
  private final Map<String, JobGroups.Progress> groups = new HashMap<>();

  static boolean isLast(JobData job) {
    return !job.keys().group().isEmpty() && job.runAt().equals(JobGroups.AT_THE_END);
  }

  /** Whether a job is counted; those of a cancelled group are left out. */
  boolean admits(JobData job) {
    return !progress(job.keys().group()).map(JobGroups.Progress::cancelled).orElse(false);
  }

  void added(JobData job) {
    add(job.keys().group(), isLast(job) ? 0 : 1, 0, 0);
  }

  void done(JobData job) {
    add(job.keys().group(), 0, 1, 0);
  }

  void failed(JobData job) {
    add(job.keys().group(), 0, 0, 1);
  }

  void revived(JobData job) {
    add(job.keys().group(), -1, 0, -1); // the insert counts it again
  }

  private void add(String name, int total, int done, int failed) {
    if (!name.isEmpty()) {
      groups.merge(
          name,
          new JobGroups.Progress(total, done, failed, false),
          (was, more) ->
              new JobGroups.Progress(
                  was.total() + more.total(),
                  was.done() + more.done(),
                  was.failed() + more.failed(),
                  was.cancelled()));
    }
  }

  void cancelled(String name, int removed) {
    groups.computeIfPresent(
        name,
        (n, was) -> new JobGroups.Progress(was.total() - removed, was.done(), was.failed(), true));
  }

  boolean isOver(String name) {
    return progress(name).map(JobGroups.Progress::isOver).orElse(true);
  }

  Optional<JobGroups.Progress> progress(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  void forget(String name) {
    groups.remove(name);
  }
}
