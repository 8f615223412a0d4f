package dev.hato.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.memory.InMemoryJobStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Work that begins between the visits of others, and is never kept from beginning. */
final class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Foreground foreground = new Foreground();
  private final AtomicInteger most = new AtomicInteger(1);
  private final LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();

  /** Takes its turn in a thread of its own, says so, and goes on until the latch falls. */
  private Thread begin(Turns turns, String name, CountDownLatch until) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (Turns.Turn unused = turns.begin()) {
                begun.add(name);
                assertThat(until.await(10, SECONDS)).isTrue();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static void awaitParked(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private Turns turns(Duration patience) {
    Turns turns = new Turns(foreground, most::get, patience);
    turns.start();
    return turns;
  }

  @Test
  void whileNobodyIsThereEverythingBeginsAtOnce() throws Exception {
    begin(turns(LONG), "job", new CountDownLatch(0)).join();

    assertThat(begun).containsExactly("job");
  }

  @Test
  void whileSomebodyIsServedNothingBegins() throws Exception {
    Turns turns = turns(LONG);
    Foreground.Stay first = foreground.enter();
    Foreground.Stay second = foreground.enter();
    Thread waiting = begin(turns, "job", new CountDownLatch(0));
    awaitParked(waiting);

    first.close();
    first.close(); // counts once
    assertThat(foreground.present()).isOne();
    assertThat(begun).isEmpty();
    second.close();

    assertThat(begun.poll(10, SECONDS)).isEqualTo("job");
    waiting.join();
  }

  @Test
  void aForegroundThatIsNeverEmptyHoldsNothingUpForLong() throws Exception {
    Turns turns = turns(Duration.ofMillis(1));
    try (Foreground.Stay unused = foreground.enter()) {
      begin(turns, "job", new CountDownLatch(0)).join();

      assertThat(begun).containsExactly("job");
    }
  }

  @Test
  void oneAfterTheOtherInTheOrderOfTheirArrival() throws Exception {
    Turns turns = turns(LONG);
    List<CountDownLatch> ends = IntStream.range(0, 3).mapToObj(i -> new CountDownLatch(1)).toList();
    begin(turns, "0", ends.get(0));
    assertThat(begun.poll(10, SECONDS)).isEqualTo("0");
    for (int i = 1; i < 3; i++) {
      awaitParked(begin(turns, Integer.toString(i), ends.get(i)));
    }
    for (int i = 1; i < 3; i++) {
      assertThat(begun).isEmpty();
      ends.get(i - 1).countDown();
      assertThat(begun.poll(10, SECONDS)).isEqualTo(Integer.toString(i));
    }
    ends.get(2).countDown();
  }

  @Test
  void whenTheLastVisitorLeavesAsManyBeginAsMayRun() throws Exception {
    Turns turns = turns(LONG);
    most.set(2);
    CountDownLatch end = new CountDownLatch(1);
    try (Foreground.Stay unused = foreground.enter()) {
      for (int i = 0; i < 3; i++) {
        awaitParked(begin(turns, "job", end));
      }
      assertThat(begun).isEmpty();
    }

    assertThat(begun.poll(10, SECONDS)).isNotNull();
    assertThat(begun.poll(10, SECONDS)).isNotNull();
    assertThat(begun).isEmpty();
    end.countDown();
    assertThat(begun.poll(10, SECONDS)).isNotNull();
  }

  @Test
  void aSlowJobHoldsUpTheNextForAShortTime() throws Exception {
    Turns turns = turns(Duration.ofMillis(1));
    CountDownLatch end = new CountDownLatch(1);
    begin(turns, "slow", end);
    assertThat(begun.poll(10, SECONDS)).isEqualTo("slow");

    begin(turns, "next", new CountDownLatch(0)).join();

    assertThat(begun).containsExactly("next");

    end.countDown();
  }

  @Test
  void aJobHoldsUpNoStatement() throws Exception {
    Lanes lanes = Lanes.of(foreground, most::get, LONG);
    lanes.start();
    CountDownLatch end = new CountDownLatch(1);
    begin(lanes.jobs(), "job", end);
    assertThat(begun.poll(10, SECONDS)).isEqualTo("job");

    begin(lanes.statements(), "claim", end);
    assertThat(begun.poll(10, SECONDS)).isEqualTo("claim");

    awaitParked(begin(lanes.statements(), "result", new CountDownLatch(0)));
    assertThat(begun).isEmpty();
    end.countDown();
    assertThat(begun.poll(10, SECONDS)).isEqualTo("result");
  }

  @Test
  void statementsWaitForTheForegroundToo() throws Exception {
    Lanes lanes = Lanes.of(foreground, most::get, LONG);
    lanes.start();
    try (Foreground.Stay unused = foreground.enter()) {
      awaitParked(begin(lanes.statements(), "claim", new CountDownLatch(0)));
      assertThat(begun).isEmpty();
    }

    assertThat(begun.poll(10, SECONDS)).isEqualTo("claim");
  }

  @Test
  void whoStoppedListeningGoesOnByItself() throws Exception {
    Turns turns = turns(Duration.ofMillis(1));
    turns.stop();
    Foreground.Stay stay = foreground.enter();
    Thread waiting = begin(turns, "job", new CountDownLatch(0));

    assertThat(begun.poll(10, SECONDS)).isEqualTo("job");
    waiting.join();
    stay.close();
  }

  /**
   * A worker whose queue gives way: all of it is done, one at a time, beside a visitor who stays.
   */
  @Test
  void aYieldingQueueGetsOnBesideAForegroundThatIsNeverEmpty() throws Exception {
    JobType<Integer> purge = JobType.of("purge", "purge", Integer.class);
    InMemoryJobStore store = new InMemoryJobStore(InstantSource.system());
    new JobStoreQueue(store)
        .enqueueAll(IntStream.range(0, 100).mapToObj(i -> Job.of(purge, i)).toList());
    AtomicInteger running = new AtomicInteger();
    AtomicInteger atOnce = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(100);
    try (Foreground.Stay unused = foreground.enter();
        Worker worker =
            Worker.newBuilder(store)
                .queue("purge", 8)
                .yielding("purge", 1, () -> 2)
                .foreground(foreground)
                .handler(
                    purge,
                    (number, context) -> {
                      atOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
                      running.decrementAndGet();
                      left.countDown();
                      return JobOutcome.done();
                    })
                .build()) {
      worker.start();
      assertThat(left.await(60, SECONDS)).isTrue();
      assertThat(worker.drain(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(atOnce).hasValue(1);
    assertThat(store.stats()).isEmpty();
  }
}
