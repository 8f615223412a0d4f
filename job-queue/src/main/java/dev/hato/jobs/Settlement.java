package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.Lease;

/** A held job and what becomes of it. */
record Settlement(ClaimedJob job, Verdict verdict) {
  Lease lease() {
    return job.lease();
  }

  JobInfo info() {
    return JobInfo.of(job);
  }
}
