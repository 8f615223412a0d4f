package dev.hato.jobs.spi;

/** Thrown instead of adding jobs to a store that has no room left; nothing was added. */
public final class JobStoreFullException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final int capacity;

  public JobStoreFullException(int capacity, int waiting, int refused) {
    super(
        "The job store holds %d of at most %d jobs and cannot take %d more: wait until workers have caught up, or raise its capacity"
            .formatted(waiting, capacity, refused));
    this.capacity = capacity;
  }

  /** How many jobs the store holds at most. */
  public int capacity() {
    return capacity;
  }
}
