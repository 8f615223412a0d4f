package dev.hato.jobs;

/** A job type and its handler in one worker. */
record Binding<T>(JobType<T> type, JobHandler<T> handler) {
  /** Reads the payload, so that what is wrong with it is told from what the handler throws. */
  Call decode(String payload) {
    T decoded = type.codec().decode(payload);
    return context -> handler.handle(decoded, context);
  }

  /** A handler with its payload. */
  interface Call {
    JobOutcome run(JobContext context) throws Exception;
  }
}
