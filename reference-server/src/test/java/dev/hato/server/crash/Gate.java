package dev.hato.server.crash;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says whether the server should answer now; clients whose request failed wait here. */
final class Gate {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean open;

  void open() {
    lock.lock();
    try {
      open = true;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
    }
  }

  void awaitOpen() throws InterruptedException {
    lock.lock();
    try {
      long left = LONGEST.toNanos();
      while (!open && left > 0) {
        left = opened.awaitNanos(left);
      }
      if (!open) {
        throw new IllegalStateException("the server does not come back within " + LONGEST);
      }
    } finally {
      lock.unlock();
    }
  }
}
