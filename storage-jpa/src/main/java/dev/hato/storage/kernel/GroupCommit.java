package dev.hato.storage.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at the same time share one write: while one is under way, others gather
 * behind it, and the first of them writes for all. A lone caller writes at once; there is no timer.
 * When a shared write fails, each item is written by itself, so that nobody fails for another's
 * item. Thread-safe.
 */
public final class GroupCommit<T, R> {
  private static final int MOST = 200;

  private final Function<List<T>, List<R>> write;
  private final Queue<Entry<T, R>> gathered = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * @param write writes all items or none and returns when that is durable, with a result for each
   */
  public GroupCommit(Function<List<T>, List<R>> write) {
    this.write = write;
  }

  /** What one caller waits for; guarded by {@link #writing}. */
  private static final class Entry<T, R> {
    final T item;
    @Nullable R result;
    @Nullable RuntimeException failure;

    Entry(T item) {
      this.item = item;
    }

    boolean isOpen() {
      return result == null && failure == null;
    }

    R outcome() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(result, "a result for each item");
    }
  }

  /** Returns once the item is written; throws what its write threw. */
  public R add(T item) {
    Entry<T, R> mine = new Entry<>(item);
    gathered.add(mine);
    writing.lock();
    try {
      while (mine.isOpen()) {
        writeTogether();
      }
      return mine.outcome();
    } finally {
      writing.unlock();
    }
  }

  private void writeTogether() {
    List<Entry<T, R>> batch = new ArrayList<>();
    for (Entry<T, R> next = gathered.poll(); next != null; next = gathered.poll()) {
      batch.add(next);
      if (batch.size() == MOST) {
        break;
      }
    }
    try {
      write(batch);
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.getFirst().failure = e;
      } else {
        batch.forEach(this::writeAlone);
      }
    }
  }

  private void writeAlone(Entry<T, R> entry) {
    try {
      write(List.of(entry));
    } catch (RuntimeException e) {
      entry.failure = e;
    }
  }

  private void write(List<Entry<T, R>> batch) {
    List<R> results = write.apply(batch.stream().map(entry -> entry.item).toList());
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).result = results.get(i);
    }
  }
}
