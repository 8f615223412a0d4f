package dev.hato.storage.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Ids that sort by time: 48 bits of milliseconds, then 16 bits that no two processes use at once.
 *
 * <p>The low bits come from a database sequence in blocks of 256. A block is used for at most one
 * second; the sequence would have to hand out 65,536 values in that second before a value could
 * come twice, so processes need neither a number of their own nor a lease. Within a process ids
 * rise strictly, also while the clock stands or goes back. Safe for threads.
 */
public final class SnowflakeIds {
  private static final int LOW_BITS = 16;
  private static final int BLOCK_BITS = 8;
  private static final long LOW_MASK = (1L << LOW_BITS) - 1;
  private static final long BLOCK_SIZE = 1L << BLOCK_BITS;
  private static final long BLOCK_MILLIS = 1_000;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private long value;
  private long valuesLeft;
  private long blockTime;
  private long last;

  public SnowflakeIds(InstantSource clock) {
    this.clock = clock;
  }

  /** The time in an id. */
  public static Instant timeOf(long id) {
    return Instant.ofEpochMilli(id >> LOW_BITS);
  }

  /** The smallest id of a moment: turns a bound in time into a bound of ids. */
  public static long firstOf(Instant time) {
    return Math.max(0, time.toEpochMilli()) << LOW_BITS;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * An id for something that happens now.
   *
   * @param source the next number of the sequence, asked over the caller's own connection: a
   *     transaction that waited for a second one could wait for others that do the same
   */
  long next(LongSupplier source) {
    long low = low(source);
    lock.lock();
    try {
      long id = (clock.millis() << LOW_BITS) | low;
      if (id <= last) {
        id = (last & ~LOW_MASK) | low;
        id = id <= last ? id + (1L << LOW_BITS) : id;
      }
      last = id;
      return id;
    } finally {
      lock.unlock();
    }
  }

  /** An id for something that was published at a given time; a time in the future counts as now. */
  long next(Instant published, LongSupplier source) {
    Instant now = clock.instant();
    return firstOf(published.isAfter(now) ? now : published) | low(source);
  }

  private long low(LongSupplier source) {
    while (true) {
      lock.lock();
      try {
        long age = clock.millis() - blockTime;
        if (valuesLeft > 0 && age >= 0 && age < BLOCK_MILLIS) {
          valuesLeft--;
          return value++ & LOW_MASK;
        }
      } finally {
        lock.unlock();
      }
      offer(source.getAsLong(), clock.millis());
    }
  }

  /** Asking the database happens outside the lock; of two blocks fetched at once one is wasted. */
  private void offer(long block, long time) {
    lock.lock();
    try {
      value = block << BLOCK_BITS;
      valuesLeft = BLOCK_SIZE;
      blockTime = time;
    } finally {
      lock.unlock();
    }
  }
}
