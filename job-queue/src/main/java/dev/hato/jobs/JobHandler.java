package dev.hato.jobs;

/**
 * Does the work of one job type. Called on a virtual thread, by many threads at once.
 *
 * <p>A job runs <b>at least</b> once: after a crash it runs again, so its effects must bear
 * repetition. When the timeout has passed, or the lease was lost, the thread is interrupted.
 *
 * @param <T> type of the payload
 */
@FunctionalInterface
public interface JobHandler<T> {
  /**
   * Does the work.
   *
   * @return what becomes of the job
   * @throws Exception has the same meaning as {@link JobOutcome#failed}
   */
  JobOutcome handle(T payload, JobContext context) throws Exception;
}
