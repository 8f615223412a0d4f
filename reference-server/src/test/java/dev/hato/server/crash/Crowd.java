package dev.hato.server.crash;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everybody who uses a site at the same time. */
final class Crowd implements AutoCloseable {
  private static final int AUTHORS = 3;
  private static final int MINUTES = 3;

  final Gate gate = new Gate();
  final History history = new History();
  private final List<Author> authors;
  private final Admirer admirer;
  private final List<Future<Void>> all;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Crowd(Site site, Random random) {
    authors =
        IntStream.range(0, AUTHORS)
            .mapToObj(
                n -> new Author(n, new Random(random.nextLong()), site.alice(), gate, history))
            .toList();
    admirer = new Admirer(site.peers.getFirst().instance, site.inbox(), gate, history);
    all =
        Stream.concat(authors.stream().map(threads::submit), Stream.of(threads.submit(admirer)))
            .toList();
  }

  /** Waits until nobody waits for an answer any more, and starts nothing new. */
  void goHome() throws Exception {
    authors.forEach(Author::stop);
    for (Future<Void> author : all.subList(0, AUTHORS)) {
      author.get(MINUTES, TimeUnit.MINUTES);
    }
    admirer.stop();
    all.getLast().get(MINUTES, TimeUnit.MINUTES);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
