package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Reaped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two workers and one job: what they do is held against a model after each step, in every order of
 * so many steps where the store is quick, and in a sample of longer orders everywhere.
 */
abstract class InterleavingContract extends StoreContract {
  private static final int DEPTH = 5;
  private static final int SAMPLES = 60;
  private static final int SAMPLE_LENGTH = 14;

  private enum Step {
    A_CLAIMS,
    B_CLAIMS,
    A_COMPLETES,
    B_COMPLETES,
    A_RENEWS,
    A_CRASHES,
    A_GIVES_BACK,
    THE_LEASE_RUNS_OUT,
    SOMEBODY_REAPS
  }

  private enum State {
    WAITING,
    HELD,
    GONE,
    DEAD
  }

  /** What has to be true of the one job. */
  private final class Model {
    State state = State.WAITING;
    String holder = "";
    Instant until = Instant.MIN;
    Instant due = clock.instant();
    int crashes;
    int attempts;
    final Map<String, Lease> leases = new HashMap<>();

    void take(Step step) {
      switch (step) {
        case A_CLAIMS -> claimAs("A");
        case B_CLAIMS -> claimAs("B");
        case A_COMPLETES -> settleAs("A", step);
        case B_COMPLETES -> settleAs("B", step);
        case A_RENEWS -> settleAs("A", step);
        case A_GIVES_BACK -> settleAs("A", step);
        case A_CRASHES -> leases.remove("A");
        case THE_LEASE_RUNS_OUT -> clock.advance(LEASE);
        case SOMEBODY_REAPS -> reap();
      }
      compare();
    }

    private void claimAs(String worker) {
      List<ClaimedJob> claimed = claim(1);
      boolean expected = state == State.WAITING && !due.isAfter(clock.instant());
      assertThat(claimed).hasSize(expected ? 1 : 0);
      if (expected) {
        state = State.HELD;
        holder = worker;
        until = clock.instant().plus(LEASE);
        attempts++;
        leases.put(worker, claimed.getFirst().lease());
        assertThat(claimed.getFirst().attempt()).isEqualTo(attempts);
        assertThat(claimed.getFirst().crashes()).isEqualTo(crashes);
      }
    }

    /** With a lease that may be an old one. */
    private void settleAs(String worker, Step step) {
      Lease lease = leases.get(worker);
      if (lease == null) {
        return;
      }
      boolean valid = state == State.HELD && holder.equals(worker);
      List<Lease> one = List.of(lease);
      switch (step) {
        case A_RENEWS -> {
          assertThat(store.heartbeat(one, LEASE).isEmpty()).isEqualTo(valid);
          until = valid ? clock.instant().plus(LEASE) : until;
        }
        case A_GIVES_BACK -> {
          assertThat(store.release(one).isEmpty()).isEqualTo(valid);
          attempts -= valid ? 1 : 0;
          state = valid ? State.WAITING : state;
        }
        default -> {
          assertThat(store.complete(one).isEmpty()).isEqualTo(valid);
          state = valid ? State.GONE : state;
        }
      }
    }

    private void reap() {
      List<Reaped> reaped = store.reap(MAX_CRASHES, 10);
      boolean expected = state == State.HELD && !until.isAfter(clock.instant());
      assertThat(reaped).hasSize(expected ? 1 : 0);
      if (expected) {
        crashes++;
        state = crashes >= MAX_CRASHES ? State.DEAD : State.WAITING;
        due = clock.instant().plus(Reaped.pause(crashes));
      }
    }

    private void compare() {
      boolean runnable = state == State.WAITING && !due.isAfter(clock.instant());
      assertThat(counts())
          .isEqualTo(
              new QueueStats.Counts(
                  runnable ? 1 : 0,
                  state == State.HELD ? 1 : 0,
                  state == State.WAITING && !runnable ? 1 : 0,
                  state == State.DEAD ? 1 : 0));
    }
  }

  private void play(List<Step> steps) {
    insert(job("one"));
    Model model = new Model();
    for (int i = 0; i < steps.size(); i++) {
      try {
        model.take(steps.get(i));
      } catch (AssertionError e) {
        throw new AssertionError("after " + steps.subList(0, i + 1), e);
      }
    }
    finish(model);
  }

  /** Empties the store for the next order. */
  private void finish(Model model) {
    while (model.state == State.WAITING || model.state == State.HELD) {
      clock.advance(LEASE);
      model.take(Step.SOMEBODY_REAPS);
      model.take(Step.A_CLAIMS);
      model.take(Step.A_COMPLETES);
    }
    for (DeadJob dead : store.dead().list(QUEUE, 10)) {
      assertThat(store.dead().discard(dead.id())).isTrue();
    }
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void everyOrderOfClaimRunCompleteAndCrashEndsAsTheModelSays() {
    assumeFalse(store.capabilities().durable(), "each order would write to the disk");
    playAll(new ArrayList<>());
  }

  private void playAll(List<Step> begin) {
    if (begin.size() == DEPTH) {
      play(begin);
      return;
    }
    for (Step step : Step.values()) {
      begin.add(step);
      playAll(begin);
      begin.removeLast();
    }
  }

  @Test
  void longOrdersOfClaimRunCompleteAndCrashEndAsTheModelSays() {
    Random random = new Random(4);
    for (int i = 0; i < SAMPLES; i++) {
      play(
          random
              .ints(SAMPLE_LENGTH, 0, Step.values().length)
              .mapToObj(number -> Step.values()[number])
              .toList());
    }
  }
}
