package dev.hato.benchmarks.peers;

import dev.hato.activitypub.Federation;
import dev.hato.activitypub.memory.DirectTransaction;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deliveries of one post that wait in memory, the dearest place for them: the heap that they take.
 * Nothing delivers, as while all hosts are down.
 */
public final class QueuedDeliveries {
  private static final int INBOXES_OF_A_HOST = 2;
  private static final int COLLECTIONS = 3;

  private final InMemoryPayloads payloads = new InMemoryPayloads();
  private final InMemoryJobStore store = new InMemoryJobStore(InstantSource.system());
  private final JobStoreQueue queue = new JobStoreQueue(store);
  private final Iri alice = Iri.parse("https://hato.example/users/alice");
  private final Federation federation =
      Federation.newBuilder("https://hato.example", InstantSource.system())
          .http(SafeHttpClient.newBuilder().build())
          .queue(queue)
          .payloads(payloads)
          .actors(new OnlyAlice(alice, Keys.generateRsa(new SecureRandom())))
          .instanceActor(alice)
          .build();

  private QueuedDeliveries() {}

  /** Bytes of heap that are reachable with so many deliveries waiting, above those with none. */
  public static long bytes(int deliveries) {
    return new QueuedDeliveries().measure(deliveries);
  }

  private long measure(int deliveries) {
    WorkerBuilder builder = Worker.newBuilder(store).queue("fanout", 1);
    federation.register(builder);
    try (Worker worker = builder.build()) {
      post(worker, 1, 1);
      long before = reachable();
      post(worker, 2, deliveries);
      long waiting = store.stats().stream().mapToLong(stats -> stats.counts().waiting()).sum();
      if (waiting != deliveries + 1) {
        throw new IllegalStateException(
            waiting + " deliveries wait, not " + deliveries + ": " + store.stats());
      }
      return reachable() - before;
    }
  }

  private void post(Worker worker, int number, int inboxes) {
    List<Iri> all =
        IntStream.range(0, inboxes)
            .mapToObj(
                one ->
                    "https://host-%d.example/users/%d/inbox"
                        .formatted(one / INBOXES_OF_A_HOST, one))
            .map(Iri::parse)
            .toList();
    federation
        .outbox()
        .send(
            new DirectTransaction(queue, payloads),
            alice,
            OnlyAlice.note(alice, number),
            Audience.inboxes(all));
    while (worker.runPending() > 0) {
      // until the fan-out has gone through all its pages
    }
  }

  private static long reachable() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
