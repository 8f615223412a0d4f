package dev.hato.activitypub.memory;

import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.time.InstantSource;

/**
 * All that a federation keeps, in memory: for programs that may forget, and to begin with. Give it
 * to {@code FederationBuilder.inMemory}.
 *
 * @param actors who lives here
 * @param followers who follows them
 * @param jobs what waits to be handled and delivered
 * @param tx to send in: what is sent waits at once
 */
public record InMemoryStores(
    InMemoryActors actors,
    InMemoryFollowers followers,
    InMemoryJobStore jobs,
    DirectTransaction tx) {
  /**
   * Empty stores.
   *
   * @param base scheme and authority of all ids, and the path that the application is mounted at
   * @param clock by which jobs are timed
   */
  public static InMemoryStores of(String base, InstantSource clock) {
    InMemoryJobStore jobs = new InMemoryJobStore(clock);
    return new InMemoryStores(
        new InMemoryActors(base),
        new InMemoryFollowers(),
        jobs,
        new DirectTransaction(new JobStoreQueue(jobs), new InMemoryPayloads()));
  }
}
