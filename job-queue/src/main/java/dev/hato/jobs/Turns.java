package dev.hato.jobs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Whose turn it is among what the yielding queues of a worker do, for example their jobs. One after
 * the other, as many at a time as may run, they begin while nobody is in the foreground. On a
 * machine with few processors a page then meets the rest of one short statement at most, and finds
 * a processor free.
 *
 * <p>It is a courtesy and no limit: nobody waits longer than a short patience, for a foreground
 * that is never empty no more than for a job that is slow. Thread-safe.
 */
final class Turns {
  private final Foreground foreground;
  private final IntSupplier most;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> waiting = new ArrayDeque<>();
  private final Runnable emptied = this::emptied;
  private int underWay;
  private volatile boolean someWait;

  /**
   * @param most how many may be under way at a time
   * @param patience how long anybody waits
   */
  Turns(Foreground foreground, IntSupplier most, Duration patience) {
    this.foreground = foreground;
    this.most = most;
    this.patience = patience;
  }

  /** Begins to listen for departures. */
  void start() {
    foreground.whenEmpty(emptied);
  }

  void stop() {
    foreground.forget(emptied);
  }

  /** Waits for a turn, which lasts until it is closed. */
  Turn begin() {
    lock.lock();
    try {
      if (!waiting.isEmpty() || !isFree()) {
        await();
      }
      underWay++;
      wakeFirst();
    } finally {
      lock.unlock();
    }
    return this::end;
  }

  /** While it lasts, one more thing is under way; closed once. */
  interface Turn extends AutoCloseable {
    /** Of those who need not wait for one. */
    Turn NONE = () -> {};

    @Override
    void close();
  }

  private void await() {
    Condition mine = lock.newCondition();
    waiting.add(mine);
    someWait = true;
    long left = patience.toNanos();
    try {
      while (left > 0 && !(isFree() && mine.equals(waiting.peek()))) {
        left = mine.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // for the work: it goes on at once
    } finally {
      waiting.remove(mine);
      someWait = !waiting.isEmpty();
    }
  }

  private void end() {
    lock.lock();
    try {
      underWay--;
      wakeFirst();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFree() {
    return underWay < most.getAsInt() && foreground.present() == 0;
  }

  private void emptied() {
    if (someWait) {
      lock.lock();
      try {
        wakeFirst();
      } finally {
        lock.unlock();
      }
    }
  }

  private void wakeFirst() {
    Condition first = waiting.peek();
    if (first != null && isFree()) {
      first.signal();
    }
  }
}
