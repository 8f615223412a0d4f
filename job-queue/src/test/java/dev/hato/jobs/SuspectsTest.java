package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a worker begins jobs with which a worker died before. */
final class SuspectsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final SettableClock clock = new SettableClock();
  private final Suspects suspects = new Suspects(clock);
  private final List<String> woken = new ArrayList<>();
  private final Runnable queue = () -> woken.add("queue");
  private final Runnable other = () -> woken.add("other");
  private long fence;

  private ClaimedJob job(int crashes) {
    JobData data = new JobData("test", "default", "", clock.instant(), JobKeys.NONE);
    return new ClaimedJob(new Lease(1, ++fence), data, crashes + 1, crashes, clock.instant());
  }

  private int ask() {
    return suspects.ask(queue);
  }

  private ClaimedJob begin(int crashes) {
    assertThat(ask()).isPositive();
    ClaimedJob job = job(crashes);
    suspects.answered(Optional.of(job));
    suspects.begun(job);
    return job;
  }

  @Test
  void oneIsAskedForAtATimeAndOneRunsAtATime() {
    assertThat(ask()).isEqualTo(1);
    assertThat(suspects.ask(other)).isZero();
    ClaimedJob job = job(1);
    suspects.answered(Optional.of(job));
    assertThat(suspects.ask(other)).isZero();
    assertThat(woken).isEmpty();

    suspects.ended(job);

    assertThat(woken).containsExactly("other");
    assertThat(suspects.ask(other)).isEqualTo(1);
  }

  @Test
  void whenThereIsNoneTheNextQueueMayAsk() {
    assertThat(ask()).isEqualTo(1);
    assertThat(suspects.ask(other)).isZero();
    suspects.answered(Optional.empty());
    suspects.passOn();

    assertThat(woken).containsExactly("other");
    assertThat(suspects.ask(other)).isEqualTo(1);
  }

  @Test
  void oneThatHangsHoldsUpTheOthersForTwoSeconds() {
    begin(1);
    clock.advance(Suspects.TURN.minus(MOMENT));
    assertThat(ask()).isZero();
    clock.advance(MOMENT);
    begin(1);
    assertThat(ask()).isZero();
  }

  @Test
  void theTurnOfOneWhoseThreadStartsLateCountsFromThere() {
    assertThat(ask()).isPositive();
    ClaimedJob late = job(1);
    suspects.answered(Optional.of(late));
    clock.advance(Suspects.TURN.multipliedBy(5));
    assertThat(ask()).isZero();
    suspects.begun(late);
    clock.advance(Suspects.TURN.minus(MOMENT));
    assertThat(ask()).isZero();
    clock.advance(MOMENT);
    assertThat(ask()).isPositive();
  }

  @Test
  void oneThatDiedTwiceWaitsUntilTheWorkerHasLivedForAWhile() {
    clock.advance(Duration.ofHours(1));
    suspects.start();
    clock.advance(Suspects.CALM.minus(MOMENT));
    assertThat(ask()).isEqualTo(1);
    suspects.answered(Optional.empty());
    clock.advance(MOMENT);
    assertThat(ask()).isEqualTo(ClaimRequest.ANY_DEATHS);
  }

  @Test
  void oneThatDiedTwiceBeginsBesideNoOtherSuspectAndNoneBeginsBesideItForAMinute() {
    clock.advance(Suspects.CALM);
    ClaimedJob hangs = begin(1);
    clock.advance(Suspects.TURN);
    assertThat(ask()).isEqualTo(1);
    suspects.answered(Optional.empty());
    suspects.ended(hangs);

    begin(2);
    clock.advance(Suspects.LONG_TURN.minus(MOMENT));
    assertThat(ask()).isZero();
    clock.advance(MOMENT);
    assertThat(ask()).isEqualTo(ClaimRequest.ANY_DEATHS);
  }
}
