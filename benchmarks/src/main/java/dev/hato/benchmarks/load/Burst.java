package dev.hato.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests as fast as they are answered, over a fixed number of connections. */
record Burst(int port, int connections, int expectedStatus) {
  /** The request with a number, on the connection with a number. */
  interface Source {
    byte[] request(int number, int connection);
  }

  /** What came of it. */
  record Result(int count, double seconds, Latencies latencies) {
    double perSecond() {
      return count / seconds;
    }
  }

  /** Fails when an answer has another status than the expected one. */
  Result run(int count, Source source) {
    long[] took = new long[count];
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> running = new ArrayList<>();
      for (int c = 0; c < connections; c++) {
        int connection = c;
        running.add(threads.submit(() -> work(took, next, connection, source)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the burst failed", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    return new Result(count, (System.nanoTime() - begin) / 1e9, Latencies.of(took));
  }

  private void work(long[] took, AtomicInteger next, int connection, Source source) {
    try (Wire wire = new Wire(port)) {
      for (int i = next.getAndIncrement(); i < took.length; i = next.getAndIncrement()) {
        byte[] request = source.request(i, connection);
        long begin = System.nanoTime();
        Wire.Answer answer = wire.send(request);
        took[i] = System.nanoTime() - begin;
        if (answer.status() != expectedStatus) {
          throw new IOException("status " + answer.status() + ": " + answer.text());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
