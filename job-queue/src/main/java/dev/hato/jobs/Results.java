package dev.hato.jobs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The results that are to be written, from many threads to the one that writes them. That one is
 * woken only when there is reason to write: a thread that wakes for each of some thousand results
 * in a second takes a processor from somebody. Bounded: a store that cannot keep up slows the jobs
 * down instead of filling the memory. Thread-safe.
 */
final class Results {
  private static final int MOST = 10_000;
  private static final int LARGE = 250;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition reason = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Settlement> waiting = new ArrayDeque<>();
  private long notBefore = System.nanoTime();
  private boolean urgent;
  private boolean closed;

  /**
   * Adds one and waits while there are too many, also when it is interrupted: the result matters
   * more.
   *
   * @param atOnce whether somebody waits for what it changes
   */
  void add(Settlement settlement, boolean atOnce) {
    lock.lock();
    try {
      while (waiting.size() >= MOST) {
        room.awaitUninterruptibly();
      }
      waiting.add(settlement);
      urgent |= atOnce;
      if (isTime()) {
        reason.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for reason to write, and takes the results; false when it is closed and none are left.
   *
   * @param into where they go
   * @param max how many at most
   */
  boolean take(List<Settlement> into, int max) throws InterruptedException {
    lock.lock();
    try {
      while (!isTime()) {
        awaitReason();
      }
      while (into.size() < max && !waiting.isEmpty()) {
        into.add(waiting.poll());
      }
      urgent = urgent && !waiting.isEmpty();
      room.signalAll();
      return !into.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Who adds one before the pause is over gives no signal: then it is looked for at its end. */
  private void awaitReason() throws InterruptedException {
    long early = notBefore - System.nanoTime();
    if (early > 0) {
      reason.await(early, TimeUnit.NANOSECONDS);
    } else {
      reason.await();
    }
  }

  private boolean isTime() {
    return closed
        || waiting.size() >= LARGE
        || !waiting.isEmpty() && (urgent || System.nanoTime() - notBefore >= 0);
  }

  /** From now on results that nobody waits for wait so long for each other. */
  void pause(Duration pause) {
    lock.lock();
    try {
      notBefore = System.nanoTime() + pause.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** From now on nothing waits for anything. */
  void close() {
    lock.lock();
    try {
      closed = true;
      reason.signal();
    } finally {
      lock.unlock();
    }
  }
}
