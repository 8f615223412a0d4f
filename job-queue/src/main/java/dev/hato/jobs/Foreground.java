package dev.hato.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is being served by this process at this moment, as far as it tells: people who wait for a
 * page. A worker that is given one with {@link WorkerBuilder#foreground} begins the work of its
 * yielding queues between their visits.
 *
 * <pre>{@code
 * try (Foreground.Stay stay = foreground.enter()) {
 *   answer(request);
 * }
 * }</pre>
 *
 * <p>Thread-safe; entering and leaving take well under a microsecond while no queue yields.
 */
public final class Foreground {
  private final AtomicInteger present = new AtomicInteger();
  private final List<Runnable> whenEmpty = new CopyOnWriteArrayList<>();

  /** Nobody is there. */
  public Foreground() {}

  /** Somebody is served until the stay is closed; to close it twice does nothing more. */
  public Stay enter() {
    present.incrementAndGet();
    AtomicBoolean over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true) && present.decrementAndGet() == 0) {
        whenEmpty.forEach(Runnable::run);
      }
    };
  }

  /** How many are there. */
  public int present() {
    return present.get();
  }

  /** From now on {@code task} is called whenever the last one leaves, in the thread of that one. */
  void whenEmpty(Runnable task) {
    whenEmpty.add(task);
  }

  void forget(Runnable task) {
    whenEmpty.remove(task);
  }

  /** From an arrival to a departure. */
  public interface Stay extends AutoCloseable {
    @Override
    void close();
  }
}
