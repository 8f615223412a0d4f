package dev.hato.jobs.spi;

import java.util.Map;

/**
 * To which jobs the death of a worker is put down, on behalf of a store that reaps. A process ends
 * once and by one cause at most: so of the suspects that it held, only the one that it began last
 * is blamed. Jobs that were beside it for the first time become suspects.
 *
 * @param lastSuspects for each worker the highest fence of the suspects that it holds
 */
public record Blame(Map<String, Long> lastSuspects) {
  public Blame {
    lastSuspects = Map.copyOf(lastSuspects);
  }

  /**
   * How many deaths are put down to a job after that of its worker.
   *
   * @param crashes how many were before
   * @param fence under which the worker held it
   */
  public int crashes(int crashes, String worker, long fence) {
    boolean suspect = crashes > 0;
    return suspect && lastSuspects.getOrDefault(worker, fence) != fence ? crashes : crashes + 1;
  }
}
