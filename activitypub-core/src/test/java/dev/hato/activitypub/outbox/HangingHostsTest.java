package dev.hato.activitypub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HangingHostsTest {
  private static final int HOSTS = 40;
  private static final int HANGING = 2;
  private static final int ACTIVITIES = 4;

  private final BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
  private final LocalInstance site =
      new LocalInstance(
          InstantSource.system(), builder -> builder.listener((d, result) -> note(result)));
  private final List<RemoteInstance> hanging = peers(0, HANGING);
  private final List<RemoteInstance> good = peers(HANGING, HOSTS);

  private static List<RemoteInstance> peers(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> RemoteInstance.start("127.0.1." + (i + 1), InstantSource.system()))
        .toList();
  }

  private void note(DeliveryResult result) {
    if (result instanceof DeliveryResult.Delivered) {
      arrivals.add(System.nanoTime());
    }
  }

  @AfterEach
  void close() {
    hanging.forEach(RemoteInstance::close);
    good.forEach(RemoteInstance::close);
    site.close();
  }

  @Test
  void R7_twoHangingHostsOfFortyDoNotDelayTheOthers() throws Exception {
    site.startWorker();
    send(0, good);
    await(good.size()); // classes loaded, connections open

    hanging.forEach(peer -> peer.hang("/inbox"));
    List<RemoteInstance> all = Stream.concat(hanging.stream(), good.stream()).toList();
    long start = System.nanoTime();
    for (int i = 1; i <= ACTIVITIES; i++) {
      send(i, all);
    }
    List<Long> times = await(good.size() * ACTIVITIES);
    long p95 = times.get(times.size() * 95 / 100) - start;
    assertThat(Duration.ofNanos(p95)).isLessThan(Duration.ofSeconds(3));
    assertThat(hanging).allMatch(peer -> peer.inFlight() <= DeliveryJobs.PER_HOST);
  }

  private List<Long> await(int count) throws InterruptedException {
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      Long time = arrivals.poll(30, TimeUnit.SECONDS);
      assertThat(time).as("delivery %d of %d", i, count).isNotNull();
      times[i] = time;
    }
    return IntStream.range(0, count).mapToObj(i -> times[i]).sorted().toList();
  }

  private void send(int number, List<RemoteInstance> to) {
    Iri alice = site.alice().id();
    Note note =
        Note.newBuilder()
            .id(site.alice().id("notes/" + number))
            .attributedTo(alice)
            .content("hello")
            .build();
    List<Iri> inboxes = to.stream().map(peer -> Iri.parse(peer.base() + "/inbox")).toList();
    site.federation()
        .outbox()
        .send(
            site.transaction(),
            alice,
            Create.of(site.alice().id("" + number), alice, note),
            Audience.inboxes(inboxes));
  }
}
