package dev.hato.storage.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads that start the same thing at the same moment. */
public final class Race {
  private Race() {}

  /** What each runner came to, in the order of their numbers; a failure comes out. */
  public static <T> List<T> of(int runners, IntFunction<T> work) {
    CyclicBarrier start = new CyclicBarrier(runners);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int n = 0; n < runners; n++) {
        int number = n;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.apply(number);
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    } catch (Exception e) {
      throw new IllegalStateException("a runner failed", e);
    }
  }
}
